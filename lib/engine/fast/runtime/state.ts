import type { BuiltinContext } from "../../builtins/operands";
import type { RecordValue, Value } from "../../builtins/value";
import { dotText } from "./access";
import type { Frame } from "./frame";
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
  /** For what depends on `input.parameters` alone. */
  parametersGeneration = 1;
  /** For everything else. */
  evaluationGeneration = 1;

  private last = 1;
  private whole: Value | undefined = undefined;
  private given: Value | undefined = undefined;
  private givenGeneration = 1;

  /** @param frame what was computed for the opened object */
  constructor(public frame: Frame) {}

  /** A generation that was never used. */
  next(): number {
    this.last += 1;
    return this.last;
  }

  /** Opens an object, or none. */
  open(base: RecordValue | undefined, frame: Frame): void {
    this.base = base ?? NOTHING_OPENED;
    this.frame = frame;
  }

  /** Forgets what was computed from the parameters. */
  forgetParameters(): void {
    this.givenGeneration = this.parametersGeneration = this.next();
  }

  /** Begins an evaluation: the parameters in place of the object's own member of that name, if it has one. */
  begin(parameters: Value | undefined): void {
    this.parameters = parameters === undefined ? dotText(this.base, "parameters") : parameters;
    this.whole = parameters === undefined ? this.base : undefined;
    // The policies of a module are judged one after the other, each on several objects with the same parameters.
    if (parameters === undefined || parameters !== this.given) this.givenGeneration = this.next();
    this.given = parameters;
    this.parametersGeneration = this.givenGeneration;
    this.evaluationGeneration = this.next();
  }

  /** The opened object with the parameters in it, for rules that use `input` as a value. */
  wholeInput(): Value {
    if (this.whole === undefined)
      this.whole = insert({ ...this.base }, "parameters", this.parameters ?? null);
    return this.whole;
  }
}
