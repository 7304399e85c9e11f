/** Exponential waiting times with jitter: each is between half of and the whole of the current step. */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #stepMs: number;

  constructor(limits: { firstMs: number; maxMs: number }, random: () => number = Math.random) {
    this.#firstMs = limits.firstMs;
    this.#maxMs = limits.maxMs;
    this.#random = random;
    this.#stepMs = limits.firstMs;
  }

  /** The next waiting time in ms; the step doubles up to the maximum. */
  next(): number {
    const waitMs = this.#stepMs * (0.5 + this.#random() / 2);
    this.#stepMs = Math.min(this.#stepMs * 2, this.#maxMs);
    return waitMs;
  }

  /** Starts again from the first step, after a success. */
  reset(): void {
    this.#stepMs = this.#firstMs;
  }
}

/** `ms` moved by up to a fifth either way, so that many agents do not knock together. */
export function jitter(ms: number): number {
  return ms * (0.8 + Math.random() * 0.4);
}
