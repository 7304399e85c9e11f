import { compareValues, getKey } from "../../builtins/compare";
import { RegoMap, type Value } from "../../builtins/value";
import { hashOf } from "./hash";
import { charge } from "./meter";
import { same } from "./same";

type Entry = [Value, Value];

const NONE: readonly Entry[] = [];

/** An object with any keys while it is built and after: found by hash, sorted when somebody asks for `entries`. */
export class BuiltMap extends RegoMap {
  readonly #list: Entry[] = [];
  readonly #buckets = new Map<number, Entry[]>();
  #ordered: readonly Entry[] | null = null;

  constructor() {
    super(NONE);
  }

  override get entries(): readonly Entry[] {
    if (this.#ordered === null) {
      charge(this.#list.length);
      this.#ordered = [...this.#list].sort((a, b) => compareValues(a[0], b[0]));
    }
    return this.#ordered;
  }

  get(key: Value): Value | undefined {
    return this.#find(hashOf(key), key)?.[1];
  }

  set(key: Value, value: Value): void {
    const hash = hashOf(key);
    const known = this.#find(hash, key);
    if (known !== undefined) {
      known[1] = value;
      return;
    }
    const entry: Entry = [key, value];
    const bucket = this.#buckets.get(hash);
    if (bucket === undefined) this.#buckets.set(hash, [entry]);
    else bucket.push(entry);
    this.#list.push(entry);
    this.#ordered = null;
  }

  #find(hash: number, key: Value): Entry | undefined {
    return this.#buckets.get(hash)?.find((entry) => same(entry[0], key));
  }
}

/** A map of these entries; of equal keys the last one counts. */
export function mapOf(entries: Iterable<readonly [Value, Value]>): BuiltMap {
  const map = new BuiltMap();
  for (const [key, value] of entries) map.set(key, value);
  return map;
}

export function getFromMap(map: RegoMap, key: Value): Value | undefined {
  return map instanceof BuiltMap ? map.get(key) : getKey(map, key);
}
