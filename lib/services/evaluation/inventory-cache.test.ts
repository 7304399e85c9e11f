import { expect, test } from "vitest";
import { TextCache } from "./inventory-cache";

test("a text is found by its key and in the edition that was kept", () => {
  const cache = new TextCache(100);
  cache.set("pods", "two pods", "1");
  expect(cache.get("pods", "1")).toBe("two pods");
  expect(cache.get("pods", "2")).toBeUndefined();
  expect(cache.get("services", "1")).toBeUndefined();
});

test("a later edition gives its key's room back", () => {
  const cache = new TextCache(10);
  cache.set("a", "1234", "1");
  cache.set("b", "1234");
  cache.set("a", "123456", "2");
  expect(cache.get("a", "1")).toBeUndefined();
  expect(cache.get("a", "2")).toBe("123456");
  expect(cache.get("b")).toBe("1234");
});

test("what was used least recently goes first when the room is taken", () => {
  const cache = new TextCache(10);
  for (const key of ["a", "b", "c"]) cache.set(key, "123");
  cache.get("a");
  cache.set("d", "1234");
  expect(["a", "b", "c", "d"].filter((key) => cache.get(key) !== undefined)).toEqual(["a", "c", "d"]);
});

test("a text that is larger than the room is not kept and takes nobody's place", () => {
  const cache = new TextCache(5);
  cache.set("a", "12345");
  cache.set("b", "123456");
  expect(cache.get("a")).toBe("12345");
  expect(cache.get("b")).toBeUndefined();
});
