import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOfInputs } from "./inputs";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "edict-inputs-"));
  await mkdir(join(root, "lib", "deep"), { recursive: true });
  await writeFile(join(root, "lib", "deep", "a.ts"), "1");
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("the same content gives the same hash, whatever the time of the files", async () => {
  const before = hashOfInputs(root, ["lib"]);
  await writeFile(join(root, "lib", "deep", "a.ts"), "1");
  expect(hashOfInputs(root, ["lib"])).toBe(before);
});

test("content, name and place of a file all count", async () => {
  const before = hashOfInputs(root, ["lib"]);
  await writeFile(join(root, "lib", "deep", "a.ts"), "2");
  const changed = hashOfInputs(root, ["lib"]);
  await rm(join(root, "lib", "deep", "a.ts"));
  await writeFile(join(root, "lib", "a.ts"), "2");
  expect(new Set([before, changed, hashOfInputs(root, ["lib"])]).size).toBe(3);
});

test("a test is no input of the product", async () => {
  const before = hashOfInputs(root, ["lib"]);
  await writeFile(join(root, "lib", "a.test.ts"), "1");
  expect(hashOfInputs(root, ["lib", "missing"])).toBe(before);
});
