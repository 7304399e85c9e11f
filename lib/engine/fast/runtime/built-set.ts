import { compareValues, setHas } from "../../builtins/compare";
import { ExactNumber, RegoSet, type Value } from "../../builtins/value";
import { asDouble, hashOf } from "./hash";
import { charge } from "./meter";
import { same } from "./same";

type Scalar = null | boolean | number | string;
type Composite = Exclude<Value, Scalar>;

/** Up to this many composite members are compared one by one; more are found by their hash. */
const UNHASHED_MAX = 6;
const NONE: readonly Value[] = [];

/**
 * A set while it is built and after. Members are kept in the order they came; they are sorted when somebody asks for
 * `items`, which most sets of an evaluation never live to see.
 */
export class BuiltSet extends RegoSet {
  /** In the order they were added, distinct. */
  readonly members: Value[] = [];
  #scalars: Set<Scalar> | null = null;
  readonly #composites: Composite[] = [];
  #buckets: Map<number, Composite[]> | null = null;
  #ordered: readonly Value[] | null = null;

  constructor() {
    super(NONE);
  }

  override get items(): readonly Value[] {
    if (this.#ordered === null) {
      charge(this.members.length);
      this.#ordered = [...this.members].sort(compareValues);
    }
    return this.#ordered;
  }

  override get size(): number {
    return this.members.length;
  }

  add(value: Value): void {
    const plain = value instanceof ExactNumber ? (asDouble(value) ?? value) : value;
    if (typeof plain === "object" && plain !== null) {
      if (!this.#addComposite(plain)) return;
    } else {
      this.#scalars ??= new Set();
      if (this.#scalars.has(plain)) return;
      this.#scalars.add(plain);
    }
    this.members.push(value);
    this.#ordered = null;
  }

  has(value: Value): boolean {
    const plain = value instanceof ExactNumber ? (asDouble(value) ?? value) : value;
    if (typeof plain !== "object" || plain === null) return this.#scalars?.has(plain) ?? false;
    if (this.#composites.length === 0) return false;
    const known = this.#buckets === null ? this.#composites : this.#buckets.get(hashOf(plain));
    return known?.some((item) => same(item, plain)) ?? false;
  }

  /** False if an equal member was there. */
  #addComposite(value: Composite): boolean {
    const hash = this.#buckets === null ? 0 : hashOf(value);
    const known = this.#buckets === null ? this.#composites : this.#buckets.get(hash);
    if (known?.some((item) => same(item, value)) ?? false) return false;
    this.#composites.push(value);
    if (this.#buckets !== null) bucketOf(this.#buckets, hash).push(value);
    else if (this.#composites.length > UNHASHED_MAX) this.#buckets = bucketsOf(this.#composites);
    return true;
  }
}

/** A set of these values. */
export function setOf(values: readonly Value[]): BuiltSet {
  const set = new BuiltSet();
  for (const value of values) set.add(value);
  return set;
}

export function setContains(set: RegoSet, value: Value): boolean {
  return set instanceof BuiltSet ? set.has(value) : setHas(set, value);
}

function bucketsOf(values: readonly Composite[]): Map<number, Composite[]> {
  const buckets = new Map<number, Composite[]>();
  for (const value of values) bucketOf(buckets, hashOf(value)).push(value);
  return buckets;
}

function bucketOf(buckets: Map<number, Composite[]>, hash: number): Composite[] {
  const found = buckets.get(hash);
  if (found !== undefined) return found;
  const fresh: Composite[] = [];
  buckets.set(hash, fresh);
  return fresh;
}
