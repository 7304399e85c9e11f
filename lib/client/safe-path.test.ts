import { expect, test } from "vitest";
import { safePath } from "./safe-path";

test("a path to go to after signing in never leads out of the console", () => {
  for (const path of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    "/",
    null,
  ])
    expect(safePath(path)).toBeNull();
  expect(safePath("/northwind/violations?severity=high")).toBe("/northwind/violations?severity=high");
});
