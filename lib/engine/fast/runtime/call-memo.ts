import type { Value } from "../../builtins/value";

/** Stands for "undefined" among remembered answers. */
const UNDEFINED = Symbol("undefined");

type Answer = Value | typeof UNDEFINED;

/** Operands that one function remembers before it forgets all. */
const ENTRIES_MAX = 1000;

/**
 * What a function answered, by its operands: texts and numbers by value, collections by identity, which is enough to
 * recognise the members of the opened object. A miss costs time only.
 */
export class CallMemo {
  private generation = 0;
  private readonly answers = new Map<Value, Answer>();
  private readonly pairs = new Map<Value, Map<Value, Answer>>();
  private size = 0;

  constructor(private readonly run: (...operands: (Value | undefined)[]) => Value | undefined) {}

  /** The answer for one operand behind the documents. */
  one(generation: number, input: Value | undefined, data: Value | undefined, a: Value): Value | undefined {
    if (this.generation !== generation || this.size > ENTRIES_MAX) this.forget(generation);
    const known = this.answers.get(a);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    const answer = this.run(input, data, a);
    this.size += 1;
    this.answers.set(a, answer === undefined ? UNDEFINED : answer);
    return answer;
  }

  /** The answer for two. */
  two(
    generation: number,
    input: Value | undefined,
    data: Value | undefined,
    a: Value,
    b: Value,
  ): Value | undefined {
    if (this.generation !== generation || this.size > ENTRIES_MAX) this.forget(generation);
    let answers = this.pairs.get(a);
    if (answers === undefined) this.pairs.set(a, (answers = new Map()));
    const known = answers.get(b);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    const answer = this.run(input, data, a, b);
    this.size += 1;
    answers.set(b, answer === undefined ? UNDEFINED : answer);
    return answer;
  }

  private forget(generation: number): void {
    this.generation = generation;
    this.size = 0;
    this.answers.clear();
    this.pairs.clear();
  }
}
