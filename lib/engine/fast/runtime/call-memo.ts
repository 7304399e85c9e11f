import type { Value } from "../../builtins/value";

/** Stands for "undefined" among remembered answers. */
const UNDEFINED = Symbol("undefined");

type Answer = Value | typeof UNDEFINED;

/** Up to this many answers are searched one by one: a hash would cost more than the search. */
const LISTED_MAX = 8;
/** Longer texts are not kept: remembering must not hold memory. */
const TEXT_MAX = 4096;
/** Answers that one function remembers before it forgets all. */
const ANSWERS_MAX = 1000;

/**
 * What a function answered, by its operands: texts and numbers by value, collections by identity, which is enough to
 * recognise the members of the opened object. A miss costs time only.
 */
export class CallMemo {
  private generation = 0;
  private count = 0;
  private readonly first: Value[] = [];
  private readonly second: Value[] = [];
  private readonly answers: Answer[] = [];
  /** Where more answers are than are listed. */
  private table: Map<Value, Map<Value, Answer>> | null = null;

  constructor(private readonly run: (...operands: (Value | undefined)[]) => Value | undefined) {}

  /** The answer for one operand behind the documents. */
  one(generation: number, input: Value | undefined, data: Value | undefined, a: Value): Value | undefined {
    if (this.generation !== generation) this.forget(generation);
    const known = this.find(a, null);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    return this.keep(a, null, this.run(input, data, a));
  }

  /** The answer for two. */
  two(
    generation: number,
    input: Value | undefined,
    data: Value | undefined,
    a: Value,
    b: Value,
  ): Value | undefined {
    if (this.generation !== generation) this.forget(generation);
    const known = this.find(a, b);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    return this.keep(a, b, this.run(input, data, a, b));
  }

  private find(a: Value, b: Value): Answer | undefined {
    const { count, first, second } = this;
    const listed = count < LISTED_MAX ? count : LISTED_MAX;
    for (let index = 0; index < listed; index++)
      if (first[index] === a && second[index] === b) return this.answers[index];
    return this.table?.get(a)?.get(b);
  }

  private keep(a: Value, b: Value, result: Value | undefined): Value | undefined {
    if (isLong(a) || isLong(b) || isLong(result)) return result;
    const answer = result === undefined ? UNDEFINED : result;
    if (this.count > ANSWERS_MAX) this.forget(this.generation);
    if (this.count < LISTED_MAX) {
      this.first[this.count] = a;
      this.second[this.count] = b;
      this.answers[this.count] = answer;
    } else {
      this.table ??= new Map();
      const row = this.table.get(a);
      if (row === undefined) this.table.set(a, new Map([[b, answer]]));
      else row.set(b, answer);
    }
    this.count += 1;
    return result;
  }

  /** What is listed stays until it is overwritten, out of sight: `count` tells what is known. */
  private forget(generation: number): void {
    this.generation = generation;
    this.count = 0;
    this.table = null;
  }
}

function isLong(value: Value | undefined): boolean {
  return typeof value === "string" && value.length > TEXT_MAX;
}
