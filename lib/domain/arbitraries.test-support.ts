import fc from "fast-check";
import { isArray, isObject, type Json } from "./json";
import type { Segment } from "./pointer";

const key = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "name",
    "labels",
    "a.b",
    "a",
    "b",
    "0",
    "-",
    "~1/",
    "__proto__",
    "constructor",
    "yes",
    "1e3",
  ),
);

/** Any JSON value, with the member names that break careless code. */
export const jsonValues: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, false, "", "x", 0, 3, -1.5, 1e21),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** The path of `value` and of everything in it. */
export function pathsOf(value: Json, path: Segment[] = []): Segment[][] {
  const children: [Segment, Json][] = isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([segment, child]) => pathsOf(child, [...path, segment]))];
}
