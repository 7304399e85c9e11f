import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "./run";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-run-"));
  await writeFile(join(folder, "empty.jsonl"), "");
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function edict(...args: string[]) {
  const texts = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof texts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts[name] += chunk.toString("utf8");
        done();
      },
    });
  const status = await runCli(
    args.map((arg) => arg.replace("FOLDER", folder)),
    {
      version: "1.2.3",
      stdin: Readable.from([]),
      stdout: sink("stdout"),
      stderr: sink("stderr"),
      opaPath: () => Promise.reject(new Error("Nothing is to be compiled.")),
      libraryFolder: folder,
      unitsFolder: folder,
    },
  );
  return { status, ...texts };
}

test.each([
  ["a folder", ["FOLDER"], /EISDIR/],
  ["no such file", ["FOLDER/missing.jsonl"], /missing\.jsonl/],
  ["no name", [""], /ENOENT/],
  ["two files", ["FOLDER/empty.jsonl", "FOLDER/empty.jsonl"], /from the batch/],
  ["a template", ["FOLDER/empty.jsonl", "-t", "x"], /from the batch/],
  ["parameters", ["FOLDER/empty.jsonl", "-p", "{}"], /from the batch/],
  ["a format", ["FOLDER/empty.jsonl", "-f", "table"], /--format/],
])("a batch of %s ends with status 2 and the reason, and prints nothing", async (_what, args, reason) => {
  const { status, stdout, stderr } = await edict("eval", "--batch", ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(reason);
});

test.each(["FOLDER/empty.jsonl", "-"])(
  "a batch without lines (%s) is answered without lines",
  async (file) => {
    expect(await edict("eval", "--batch", file)).toEqual({ status: 0, stdout: "", stderr: "" });
  },
);
