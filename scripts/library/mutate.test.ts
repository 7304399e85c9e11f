import { expect, test } from "vitest";
import { parseJson, type JsonObject } from "@/lib/domain/json";
import { placesOf, replaceAt, replacementsFor } from "./mutate";
import { createRandom, shuffleKeys } from "./random";

const pod: JsonObject = { spec: { containers: [{ name: "a", tty: true }, { name: "b" }] } };

test("a path leads to the field of every item of a list", () => {
  expect(placesOf(pod, ["spec", "containers", 0, "tty"])).toEqual([
    ["spec", "containers", 0, "tty"],
    ["spec", "containers", 1, "tty"],
  ]);
  expect(placesOf(pod, ["metadata", "labels"])).toEqual([]);
});

test("values are put, made and taken away in a copy", () => {
  expect(replaceAt(pod, ["spec", "containers", 1, "stdin"], true)).toEqual({
    spec: {
      containers: [
        { name: "a", tty: true },
        { name: "b", stdin: true },
      ],
    },
  });
  expect(replaceAt(pod, ["spec", "containers", 0], undefined)).toEqual({
    spec: { containers: [{ name: "b" }] },
  });
  expect(replaceAt(pod, ["spec", "security", "user"], 1)).toMatchObject({ spec: { security: { user: 1 } } });
  expect(replaceAt(pod, ["spec", "containers", 5], 1)).toBeNull();
  expect(pod).toMatchObject({ spec: { containers: [{ tty: true }, {}] } });
});

test("numbers beside those of fixtures and parameters are tried, each once", () => {
  const tried = replacementsFor([80], [{ max: 100 }, { max: 100 }]);
  expect(tried).toEqual(expect.arrayContaining([undefined, null, 79, 80, 81, 99, 100, 101]));
  expect(new Set(tried.map((value) => JSON.stringify(value))).size).toBe(tried.length);
});

test("shuffled objects are equal and the same for the same seed", () => {
  const object = { d: 1, a: { z: [{ y: 1, x: 2, w: 3 }], q: null }, c: 3, b: 4 };
  const texts = [1, 1, 2].map((seed) => JSON.stringify(shuffleKeys(object, createRandom(seed))));
  expect(texts.map((text) => parseJson(text))).toEqual([object, object, object]);
  expect(texts[0]).toBe(texts[1]);
  expect(new Set([...texts, JSON.stringify(object)]).size).toBeGreaterThan(1);
});
