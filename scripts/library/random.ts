import { isArray, isObject, type Json, type JsonObject } from "@/lib/domain/json";

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same object with the members of all its objects in another order. */
export function shuffleKeys(object: JsonObject, random: () => number): JsonObject {
  const names = Object.keys(object);
  for (let last = names.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const name = names[last] ?? "";
    names[last] = names[other] ?? "";
    names[other] = name;
  }
  return Object.fromEntries(names.map((name) => [name, shuffled(object[name] ?? null, random)]));
}

function shuffled(value: Json, random: () => number): Json {
  if (isArray(value)) return value.map((item) => shuffled(item, random));
  return isObject(value) ? shuffleKeys(value, random) : value;
}
