import { aptSource } from "./apt";
import { fitByVersion } from "./fit";
import { acquire, type Part } from "./part";
import type { Log } from "./paths";

const chromium: Part = {
  name: "chromium",
  environmentVariable: "CHROMIUM_PATH",
  pathNames: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  wellKnownPaths: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  fit: (path) => fitByVersion(path, ["--version"], /Chrom\S* (\d\S+)/, () => true, "Chromium"),
  sources: [aptSource(["chromium"], "/usr/bin/chromium")],
  advice: "Install Chromium or Chrome, or set CHROMIUM_PATH.",
};

/** @returns the absolute path of a Chromium or Chrome for browser tests. @throws MissingPartError */
export function ensureChromium(log: Log): Promise<string> {
  return acquire(chromium, log);
}
