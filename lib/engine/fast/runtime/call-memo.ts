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

/** Calls after which a function's use of its memory is judged, calls until the next trial, and new answers it may have. */
const TRIAL_CALLS = 256;
const SETTLED_CALLS = 50_000;
const TRIAL_MISSES_MAX = 192;

/** A function whose answers are remembered for as long as that is worth it: looking up what is never known costs time. */
export class Remembered {
  isWorthIt = true;
  misses = 0;
  /** Calls until the next review. */
  left = TRIAL_CALLS;
  private isOnTrial = true;

  constructor(readonly run: (...operands: (Value | undefined)[]) => Value | undefined) {}

  /** Ends a trial, or begins one: which policies ask, and about what, changes with time. */
  review(): void {
    this.isWorthIt = !this.isOnTrial || this.misses <= TRIAL_MISSES_MAX;
    this.isOnTrial = !this.isOnTrial;
    this.left = this.isOnTrial ? TRIAL_CALLS : SETTLED_CALLS;
    this.misses = 0;
  }
}

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
  /** All answers, where more are known than are listed: by the only operand, or by the first and then the second. */
  private single: Map<Value, Answer> | null = null;
  private double: Map<Value, Map<Value, Answer>> | null = null;

  constructor(private readonly use: Remembered) {}

  /** The answer for one operand behind the documents. */
  one(generation: number, input: Value | undefined, data: Value | undefined, a: Value): Value | undefined {
    const { use } = this;
    if (--use.left < 0) use.review();
    if (!use.isWorthIt) return use.run(input, data, a);
    if (this.generation !== generation) this.forget(generation);
    const known = this.single === null ? this.findListed(a, null) : this.single.get(a);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    use.misses += 1;
    const result = use.run(input, data, a);
    if (isLong(a) || isLong(result) || !this.belongsInTable(a, null, result)) return result;
    this.single ??= this.tableOfListed();
    this.single.set(a, result === undefined ? UNDEFINED : result);
    return result;
  }

  /** The answer for two. */
  two(
    generation: number,
    input: Value | undefined,
    data: Value | undefined,
    a: Value,
    b: Value,
  ): Value | undefined {
    const { use } = this;
    if (--use.left < 0) use.review();
    if (!use.isWorthIt) return use.run(input, data, a, b);
    if (this.generation !== generation) this.forget(generation);
    const known = this.double === null ? this.findListed(a, b) : this.double.get(a)?.get(b);
    if (known !== undefined) return known === UNDEFINED ? undefined : known;
    use.misses += 1;
    const result = use.run(input, data, a, b);
    if (isLong(a) || isLong(b) || isLong(result) || !this.belongsInTable(a, b, result)) return result;
    this.double ??= this.tablesOfListed();
    put(this.double, a, b, result === undefined ? UNDEFINED : result);
    return result;
  }

  private findListed(a: Value, b: Value): Answer | undefined {
    const { count, first, second } = this;
    for (let index = 0; index < count; index++)
      if (first[index] === a && second[index] === b) return this.answers[index];
    return undefined;
  }

  /** Counts an answer, and lists it where few are known. True where it belongs in a table. */
  private belongsInTable(a: Value, b: Value, result: Value | undefined): boolean {
    if (this.count > ANSWERS_MAX) this.forget(this.generation);
    const index = this.count++;
    if (index >= LISTED_MAX) return true;
    this.first[index] = a;
    this.second[index] = b;
    this.answers[index] = result === undefined ? UNDEFINED : result;
    return false;
  }

  private tableOfListed(): Map<Value, Answer> {
    return new Map(this.first.map((a, index) => [a, this.answers[index] ?? null]));
  }

  private tablesOfListed(): Map<Value, Map<Value, Answer>> {
    const tables = new Map<Value, Map<Value, Answer>>();
    this.first.forEach((a, index) => put(tables, a, this.second[index] ?? null, this.answers[index] ?? null));
    return tables;
  }

  /** What is listed stays until it is overwritten, out of sight: `count` tells what is known. */
  private forget(generation: number): void {
    this.generation = generation;
    this.count = 0;
    this.single = null;
    this.double = null;
  }
}

function put(tables: Map<Value, Map<Value, Answer>>, a: Value, b: Value, answer: Answer): void {
  const table = tables.get(a);
  if (table === undefined) tables.set(a, new Map([[b, answer]]));
  else table.set(b, answer);
}

function isLong(value: Value | undefined): boolean {
  return typeof value === "string" && value.length > TEXT_MAX;
}
