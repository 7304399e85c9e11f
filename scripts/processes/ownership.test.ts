import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identityOf, isRunning, ownIdentity } from "@/lib/engine/compiler/process-identity";
import { OwnedError, readRecord, takeOwnership } from "./ownership";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-ownership-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a mark is refused while its owner runs, and says what the owner noted", async () => {
  const path = join(folder, "mark");
  const ownership = await takeOwnership(path, "starting");
  await ownership.annotate("http://localhost:3000");
  await expect(takeOwnership(path, "second")).rejects.toThrow(OwnedError);
  expect(await readRecord(path)).toMatchObject({ pid: process.pid, note: "http://localhost:3000" });
  await ownership.release();
  await (await takeOwnership(path, "third")).release();
});

test("the mark of a killed process is taken over", async () => {
  const path = join(folder, "mark");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const identity = identityOf(child.pid ?? 0);
  await writeFile(path, JSON.stringify({ ...identity, note: "child" }));
  await expect(takeOwnership(path, "second")).rejects.toThrow("child");
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await takeOwnership(path, "second")).release();
});

test("another process with the same id is not the owner", () => {
  expect(isRunning(ownIdentity())).toBe(true);
  expect(isRunning({ ...ownIdentity(), began: "another day" })).toBe(false);
});

test("a half written mark is taken over", async () => {
  const path = join(folder, "mark");
  await writeFile(path, '{"pid":');
  await (await takeOwnership(path, "second")).release();
});
