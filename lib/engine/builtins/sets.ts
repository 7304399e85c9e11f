import { makeSet, setHas } from "./compare";
import { setOperand, type Builtins } from "./operands";
import type { RegoSet, Value } from "./value";

export const setBuiltins: Builtins = {
  and: (_ctx, a, b) => intersectionOf(setOperand(a, 1), setOperand(b, 2)),
  or: (_ctx, a, b) => unionOf(setOperand(a, 1), setOperand(b, 2)),
  set_diff: (_ctx, a, b) => differenceOf(setOperand(a, 1), setOperand(b, 2)),
  intersection: (_ctx, value) => {
    const sets = setOperand(value, 1).items.map((item) => setOperand(item, 1));
    return (
      sets.reduce<RegoSet | undefined>(
        (found, set) => (found === undefined ? set : intersectionOf(found, set)),
        undefined,
      ) ?? makeSet([])
    );
  },
  union: (_ctx, value) => {
    const items: Value[] = [];
    for (const item of setOperand(value, 1).items) {
      for (const member of setOperand(item, 1).items) items.push(member);
    }
    return makeSet(items);
  },
};

/** The members of `a` that are not in `b`. */
export function differenceOf(a: RegoSet, b: RegoSet): RegoSet {
  if (a.items.length === 0 || b.items.length === 0) return a;
  return makeSet(a.items.filter((item) => !setHas(b, item)));
}

function intersectionOf(a: RegoSet, b: RegoSet): RegoSet {
  const [small, large] = a.items.length <= b.items.length ? [a, b] : [b, a];
  return makeSet(small.items.filter((item) => setHas(large, item)));
}

function unionOf(a: RegoSet, b: RegoSet): RegoSet {
  if (a.items.length === 0) return b;
  if (b.items.length === 0) return a;
  return makeSet([...a.items, ...b.items]);
}
