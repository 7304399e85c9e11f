import { abortReason } from "./pause";

/** Lets loops sleep until something has happened. A wake-up with nobody waiting is not kept: check the state first. */
export class Wakeup {
  readonly #waiting = new Set<() => void>();

  /** Wakes all that wait now. */
  wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }

  /** Waits for {@link wake}, or for `timeoutMs`. Rejects with the signal's reason once it is aborted. */
  wait(signal: AbortSignal, timeoutMs?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(abortReason(signal));
        return;
      }
      const finish = () => {
        this.#waiting.delete(finish);
        signal.removeEventListener("abort", finish);
        clearTimeout(timer);
        if (signal.aborted) reject(abortReason(signal));
        else resolve();
      };
      const timer = timeoutMs === undefined ? undefined : setTimeout(finish, timeoutMs);
      this.#waiting.add(finish);
      signal.addEventListener("abort", finish, { once: true });
    });
  }
}
