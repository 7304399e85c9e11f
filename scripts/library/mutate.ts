import { canonicalJson, isArray, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { getAt, type Segment } from "@/lib/domain/pointer";

/** A value to put at a place, undefined to take away what is there. */
export type Replacement = Json | undefined;

/** Values of each type that a field could hold by mistake. */
const anyTypes: readonly Replacement[] = [undefined, null, true, false, "", "other", 0, 7, [], {}];

/**
 * What to try at a place: nothing, null, each type, the values that fixtures have there, and the numbers right beside
 * those of the fixtures and of the parameters.
 */
export function replacementsFor(known: readonly Json[], parameters: readonly JsonObject[]): Replacement[] {
  const hasNumbers = known.some((value) => typeof value === "number");
  const numbers = [...known, ...(hasNumbers ? parameters.flatMap((values) => Object.values(values)) : [])];
  const beside = numbers.flatMap((value) => (typeof value === "number" ? [value - 1, value, value + 1] : []));
  const byText = new Map<string, Replacement>();
  for (const value of [...anyTypes, ...known, ...beside]) byText.set(textOfReplacement(value), value);
  return [...byText.values()];
}

export function textOfReplacement(value: Replacement): string {
  return value === undefined ? "absent" : canonicalJson(value);
}

/** A copy of the object with another value at a place, or null where it has no room for it. */
export function replaceAt(
  object: JsonObject,
  segments: readonly Segment[],
  value: Replacement,
): JsonObject | null {
  const copy = structuredClone(object);
  let parent: Json = copy;
  for (const segment of segments.slice(0, -1)) {
    const next: Json | undefined = getAt(parent, [segment]).value;
    if (isObject(next) || isArray(next)) parent = next;
    else if (isObject(parent) && value !== undefined && next == null) {
      const made: JsonObject = {};
      parent[String(segment)] = made;
      parent = made;
    } else return null;
  }
  const last = segments.at(-1) ?? "";
  if (isArray(parent) && typeof last === "number") {
    if (last >= parent.length) return null;
    if (value === undefined) parent.splice(last, 1);
    else parent[last] = value;
    return copy;
  }
  if (!isObject(parent)) return null;
  if (value === undefined) Reflect.deleteProperty(parent, String(last));
  else parent[String(last)] = value;
  return copy;
}

/**
 * The places of an object that a path leads to when each index stands for every item. A field that is not there counts
 * where at least the object's own field above it is.
 */
export function placesOf(object: JsonObject, path: readonly Segment[]): Segment[][] {
  let places: Segment[][] = [[]];
  for (const segment of path)
    places = places.flatMap((place) => {
      const { value } = getAt(object, place);
      if (typeof segment !== "number") return [[...place, segment]];
      return isArray(value) ? value.map((_, index) => [...place, index]) : [];
    });
  return places.filter((place) => getAt(object, place.slice(0, 1)).exists);
}
