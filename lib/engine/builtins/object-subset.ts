import { entriesOf, equalValues, getKey, setHas } from "./compare";
import type { Builtins } from "./operands";
import { OperandError, isArray, isObject, RegoSet, type Value } from "./value";

export const objectSubsetBuiltins: Builtins = {
  "object.subset": (_ctx, superset, subset) => {
    const answer = isSubset(superset, subset);
    if (answer !== null) return answer;
    if (isArray(superset) && subset instanceof RegoSet)
      return subset.items.length > 0 ? holdsAll(superset, subset) : superset.length > 0;
    throw new OperandError("both arguments object.subset must be of the same type or array and set");
  },
};

/** Null where the two are not both objects, both sets or both arrays. */
function isSubset(superset: Value, subset: Value): boolean | null {
  if (isArray(superset) && isArray(subset)) return holdsRun(superset, subset);
  if (superset instanceof RegoSet && subset instanceof RegoSet)
    return subset.items.every((item) => setHas(superset, item));
  if (!isObject(superset) || !isObject(subset)) return null;
  return entriesOf(subset).every(([key, wanted]) => {
    const found = getKey(superset, key);
    return found !== undefined && (equalValues(found, wanted) || isSubset(found, wanted) === true);
  });
}

/** OPA's search: on a mismatch it goes on one element later in the larger array. */
function holdsRun(superset: readonly Value[], subset: readonly Value[]): boolean {
  for (let start = 0; start + subset.length <= superset.length; start++) {
    if (subset.every((item, index) => equalValues(superset[start + index] ?? null, item))) return true;
  }
  return false;
}

function holdsAll(superset: readonly Value[], subset: RegoSet): boolean {
  let unmatched = subset.items.length;
  return superset.some((item) => {
    if (setHas(subset, item)) unmatched -= 1;
    return unmatched === 0;
  });
}
