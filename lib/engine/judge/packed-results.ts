import type { Outcome } from "../types";
import type { PackedResults, PairResult } from "./protocol";

/** What a thread has not yet sent is judged again if it must be stopped. */
const RESULTS_MAX = 256;
/** Characters of outcomes that travel together: one result may have a megabyte. */
const TEXT_MAX = 1024 * 1024;

/** An outcome that is not just "compliant", with its place among the results. */
type Told = readonly [place: number, outcome: Outcome, notes?: readonly string[]];

/**
 * Results on their way from a thread to the pool. Most of them are "compliant", for which two numbers travel; the
 * others go as JSON text, which is faster to write and to read than cloned objects.
 */
export class ResultPacker {
  private readonly numbers = new Float64Array(2 * RESULTS_MAX);
  private count = 0;
  private texts: string[] = [];
  private textLength = 0;

  get isFull(): boolean {
    return this.count === RESULTS_MAX || this.textLength >= TEXT_MAX;
  }

  add({ pair, outcome, durationUs, notes }: PairResult): void {
    this.numbers[2 * this.count] = pair;
    this.numbers[2 * this.count + 1] = durationUs;
    if (outcome.status !== "compliant" || notes !== undefined) {
      const told: Told = notes === undefined ? [this.count, outcome] : [this.count, outcome, notes];
      const text = JSON.stringify(told);
      this.texts.push(text);
      this.textLength += text.length;
    }
    this.count += 1;
  }

  /** What was added since the last time. */
  take(): PackedResults {
    const packed = {
      numbers: this.numbers.slice(0, 2 * this.count),
      told: this.texts.length === 0 ? "" : `[${this.texts.join(",")}]`,
    };
    this.count = 0;
    this.texts = [];
    this.textLength = 0;
    return packed;
  }
}

const COMPLIANT: Outcome = { status: "compliant" };

/** The results that were packed, in their order. */
export function unpackResults({ numbers, told }: PackedResults, take: (result: PairResult) => void): void {
  const others = told === "" ? [] : parseTold(told);
  let next = 0;
  for (let place = 0; 2 * place < numbers.length; place++) {
    const [pair = 0, durationUs = 0] = [numbers[2 * place], numbers[2 * place + 1]];
    const other = others[next];
    if (other?.[0] !== place) {
      take({ pair, outcome: COMPLIANT, durationUs });
      continue;
    }
    next += 1;
    const [, outcome, notes] = other;
    take(notes === undefined ? { pair, outcome, durationUs } : { pair, outcome, durationUs, notes });
  }
}

/** The text was written by a `ResultPacker` of this process. */
function parseTold(text: string): readonly Told[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return JSON.parse(text) as readonly Told[];
}
