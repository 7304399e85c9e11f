const firstMs = 500;
const longestMs = 30_000;
const steadyMs = 60_000;

/** Pauses between restarts of something that keeps ending: doubled each time, from the start again once it ran a while. */
export class Backoff {
  private next = firstMs;

  /** @param ranMs how long it ran before it ended @returns the pause in milliseconds */
  pause(ranMs: number): number {
    if (ranMs >= steadyMs) this.next = firstMs;
    const pause = this.next;
    this.next = Math.min(this.next * 2, longestMs);
    return pause;
  }
}
