// Says what is going on while something takes long. Plain JavaScript: used before anything is installed.
import { clearInterval, setInterval } from "node:timers";

const firstMs = 10_000;

/**
 * Prints a line, and again every ten seconds with the time it has taken.
 * @param {string} what e.g. "Building the console"
 * @param {(line: string) => void} log
 * @returns {() => void} ends it, and tells the time where it was worth telling
 */
export function progress(what, log = console.log) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  log(`${what}…`);
  const timer = setInterval(() => log(`${what}… ${seconds()} s`), firstMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (Date.now() - startedAt > 2_000) log(`${what}: done in ${seconds()} s`);
  };
}
