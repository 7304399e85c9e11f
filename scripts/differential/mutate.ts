import fc from "fast-check";
import { isArray, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { applyPatch } from "@/lib/domain/patch";
import { toPointer, type Segment } from "@/lib/domain/pointer";

/** Values that careless rules do not expect. */
const oddValues: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    0.5,
    65_535,
    4_294_967_296,
    "",
    " ",
    "*",
    "0",
    "true",
    "null",
    "-1",
    "1Gi",
    "500m",
  ],
  ...[
    ":latest",
    "a/b:c@sha256:",
    "10.0.0.0/33",
    "::/0",
    "ünïcode",
    "a\u0000b",
    "🙂",
    "__proto__",
    "constructor",
  ],
  ...[[], {}, [null], [[]], ["*"], [{}], { name: null }, { "": "" }, { a: { b: { c: [] } } }],
];

/**
 * Objects near these: each is one of them with some places replaced by odd values, removed, doubled, or swapped for a part of
 * another object.
 */
export function mutationsOf(objects: readonly JsonObject[]): fc.Arbitrary<JsonObject> {
  const parts = objects.flatMap((object) => placesOf(object).map(({ value }) => value));
  const change = fc.record({
    place: fc.nat(),
    action: fc.constantFrom("replace", "swap", "remove", "double"),
    odd: fc.constantFrom(...oddValues),
    part: fc.constantFrom(...parts),
  });
  return fc
    .record({
      object: fc.constantFrom(...objects),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    })
    .map(({ object, changes }) => changes.reduce(mutate, object));
}

interface Change {
  readonly place: number;
  readonly action: "replace" | "swap" | "remove" | "double";
  readonly odd: Json;
  readonly part: Json;
}

function mutate(object: JsonObject, { place, action, odd, part }: Change): JsonObject {
  // The kind decides whether a template judges an object at all.
  const places = placesOf(object).filter(
    ({ segments }) => segments.length > 0 && segments[0] !== "kind" && segments[0] !== "apiVersion",
  );
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return object;
  const path = toPointer(chosen.segments);
  const isItem = typeof chosen.segments.at(-1) === "number";
  const patched =
    action === "remove"
      ? applyPatch(object, [{ op: "remove", path }])
      : action === "double" && isItem
        ? applyPatch(object, [{ op: "add", path, value: chosen.value }])
        : applyPatch(object, [{ op: "replace", path, value: action === "swap" ? part : odd }]);
  return isObject(patched) ? patched : object;
}

function placesOf(value: Json, segments: Segment[] = []): { segments: Segment[]; value: Json }[] {
  const children: [Segment, Json][] = isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [
    { segments, value },
    ...children.flatMap(([segment, child]) => placesOf(child, [...segments, segment])),
  ];
}
