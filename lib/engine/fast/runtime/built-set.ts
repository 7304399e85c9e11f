import { setHas, sortValues } from "../../builtins/compare";
import { limitMembers } from "../../builtins/operands";
import { ExactNumber, RegoSet, type Value } from "../../builtins/value";
import { asDouble, hashOf } from "./hash";
import { charge } from "./meter";
import { same } from "./same";

type Scalar = null | boolean | number | string;
type Composite = Exclude<Value, Scalar>;

/** Up to this many members are compared one by one; more are found by their hash. */
const UNHASHED_MAX = 6;
const NONE: readonly Value[] = [];

/**
 * A set while it is built and after. Members are kept in the order they came; they are sorted when somebody asks for
 * `items`, which most sets of an evaluation never live to see. Most are empty: they cost one object.
 */
export class BuiltSet extends RegoSet {
  #list: Value[] | null = null;
  #index: Index | null = null;
  #ordered: readonly Value[] | null = null;

  constructor() {
    super(NONE);
  }

  /** In the order they were added, distinct. */
  get members(): readonly Value[] {
    return this.#list ?? NONE;
  }

  override get items(): readonly Value[] {
    if (this.#ordered === null) {
      const { members } = this;
      charge(members.length);
      this.#ordered = members.length < 2 ? members : sortValues([...members]);
    }
    return this.#ordered;
  }

  override get size(): number {
    return this.#list === null ? 0 : this.#list.length;
  }

  add(value: Value): void {
    if (this.#list === null) {
      this.#list = [value];
      this.#ordered = null;
      return;
    }
    if (this.#index === null && this.#list.length >= UNHASHED_MAX) this.#index = new Index(this.#list);
    if (this.#index === null ? this.#lists(value) : !this.#index.add(value)) return;
    limitMembers(this.#list.push(value));
    this.#ordered = null;
  }

  has(value: Value): boolean {
    return this.#index === null ? this.#lists(value) : this.#index.has(value);
  }

  #lists(value: Value): boolean {
    const list = this.#list;
    if (list === null) return false;
    for (let index = 0; index < list.length; index++) if (same(list[index], value)) return true;
    return false;
  }
}

/** The members of a set by hash. */
class Index {
  private readonly scalars = new Set<Scalar>();
  private readonly buckets = new Map<number, Composite[]>();

  constructor(values: readonly Value[]) {
    for (const value of values) this.add(value);
  }

  has(value: Value): boolean {
    const plain = plainOf(value);
    if (isScalar(plain)) return this.scalars.has(plain);
    return this.buckets.get(hashOf(plain))?.some((item) => same(item, plain)) ?? false;
  }

  /** False if an equal value was there. */
  add(value: Value): boolean {
    const plain = plainOf(value);
    if (isScalar(plain)) {
      if (this.scalars.has(plain)) return false;
      this.scalars.add(plain);
      return true;
    }
    const hash = hashOf(plain);
    const bucket = this.buckets.get(hash);
    if (bucket === undefined) this.buckets.set(hash, [plain]);
    else if (bucket.some((item) => same(item, plain))) return false;
    else bucket.push(plain);
    return true;
  }
}

function isScalar(value: Value): value is Scalar {
  return typeof value !== "object" || value === null;
}

/** A number in another spelling counts as the double that it equals, if there is one. */
function plainOf(value: Value): Value {
  return value instanceof ExactNumber ? (asDouble(value) ?? value) : value;
}

/** A set of these values. */
export function setOf(values: readonly Value[]): BuiltSet {
  const set = new BuiltSet();
  for (const value of values) set.add(value);
  return set;
}

/** The set that sets without members share. Nobody adds to it. */
export const NO_MEMBERS = new BuiltSet();

/** The set with one more member: itself, unless it was the shared one. */
export function added(set: BuiltSet, value: Value): BuiltSet {
  const target = set === NO_MEMBERS ? new BuiltSet() : set;
  target.add(value);
  return target;
}

export function setContains(set: RegoSet, value: Value): boolean {
  return set instanceof BuiltSet ? set.has(value) : setHas(set, value);
}
