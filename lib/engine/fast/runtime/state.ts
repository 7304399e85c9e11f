import type { BuiltinContext } from "../../builtins/operands";
import type { RecordValue, Value } from "../../builtins/value";
import { dotText } from "./access";
import { insert } from "./objects";

/** Stands for "no object is opened": no input is ever this object. */
const NOTHING_OPENED: RecordValue = {};

/**
 * What generated code reads while it evaluates. A generation is a number that no other has had: a memo with the
 * generation of now is valid. `with` gives all but the first a new one and puts the old ones back.
 */
export class State {
  /** The opened object, which generated code takes for `input` although `parameters` are apart from it. */
  base: RecordValue = NOTHING_OPENED;
  /** `data` unless a `with` has replaced it. */
  data: Value | undefined = undefined;
  /** `input.parameters` where `input` is the opened object. */
  parameters: Value | undefined = undefined;
  ctx: BuiltinContext = { nowNs: "0", memo: new Map(), notes: [], strictErrors: false };

  /** For what depends on nothing but the kind of errors that count. */
  constantGeneration = 1;
  /** For what depends on `data` alone. */
  dataGeneration = 1;
  /** For what depends on the opened object but not on parameters or data. */
  objectGeneration = 1;
  /** For what depends on the opened object and data but not on parameters. */
  bothGeneration = 1;
  /** For everything else. */
  evaluationGeneration = 1;

  private last = 1;
  private whole: Value | undefined = undefined;

  /** A generation that was never used. */
  next(): number {
    this.last += 1;
    return this.last;
  }

  /** Opens an object, or none. */
  open(base: RecordValue | undefined): void {
    this.base = base ?? NOTHING_OPENED;
  }

  /** Begins an evaluation: the parameters in place of the object's own member of that name, if it has one. */
  begin(parameters: Value | undefined): void {
    this.parameters = parameters === undefined ? dotText(this.base, "parameters") : parameters;
    this.whole = parameters === undefined ? this.base : undefined;
    this.evaluationGeneration = this.next();
  }

  /** The opened object with the parameters in it, for rules that use `input` as a value. */
  wholeInput(): Value {
    if (this.whole === undefined)
      this.whole = insert({ ...this.base }, "parameters", this.parameters ?? null);
    return this.whole;
  }
}
