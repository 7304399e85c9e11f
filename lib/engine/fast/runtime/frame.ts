import type { Value } from "../../builtins/value";
import type { CallMemo } from "./call-memo";

/** How much a program remembers of an object. */
export interface FrameSize {
  readonly rules: number;
  readonly memos: number;
}

/** What was computed for one opened object: several objects may be open at once, each with a frame of its own. */
export class Frame {
  /** The value of each rule, and the generation that it belongs to. */
  readonly values: (Value | undefined)[] = [];
  readonly generations: number[] = [];
  /** What each function answered; made when it is first asked. */
  readonly memos: (CallMemo | null)[] = [];

  constructor({ rules, memos }: FrameSize) {
    // Grown one by one, so that the engine knows the arrays to have no holes.
    for (let rule = 0; rule < rules; rule++) {
      this.values.push(null);
      this.generations.push(0);
    }
    for (let memo = 0; memo < memos; memo++) this.memos.push(null);
  }
}
