import { Wakeup } from "./wakeup";

/** At most `max` tasks at a time; the others wait their turn. */
export class Limit {
  readonly #freed = new Wakeup();
  #free: number;

  constructor(max: number) {
    this.#free = max;
  }

  /** Runs `task` when its turn comes. Rejects with the signal's reason when aborted while waiting. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    while (this.#free === 0) await this.#freed.wait(signal);
    this.#free--;
    try {
      return await task();
    } finally {
      this.#free++;
      this.#freed.wake();
    }
  }
}
