import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fitByVersion } from "./fit";
import { acquire, MissingPartError, type Part } from "./part";
import { cachedProgramPath } from "./paths";

let folder: string;
let number = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-part-"));
  vi.stubEnv("EDICT_CACHE", join(folder, "cache"));
  vi.stubEnv("PATH", `${folder}:${process.env.PATH ?? ""}`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function program(path: string, version: string): Promise<string> {
  await writeFile(path, `#!/bin/sh\necho "Version: ${version}"\n`);
  await chmod(path, 0o755);
  return path;
}

/** Each part has a name of its own: what was found is remembered for the life of the process. */
function part(changes: Partial<Part> = {}): Part {
  number += 1;
  const name = `part-${process.pid}-${number}`;
  return {
    name,
    environmentVariable: "EDICT_TEST_PART",
    pathNames: [name],
    fit: (path) => fitByVersion(path, [], /Version: (\S+)/, (version) => version === "2", "2"),
    sources: [],
    advice: "Install version 2.",
    ...changes,
  };
}

const quiet = () => undefined;

describe.skipIf(process.platform === "win32")("acquire", () => {
  test("the environment variable comes before the cache, and the cache before PATH", async () => {
    const wanted = part();
    await program(join(folder, wanted.name), "2");
    const cached = await program(cachedProgramPath(wanted.name), "2");
    expect(await acquire(wanted, quiet)).toBe(cached);

    const again = part();
    await program(cachedProgramPath(again.name), "2");
    const chosen = await program(join(folder, "chosen"), "2");
    vi.stubEnv("EDICT_TEST_PART", chosen);
    expect(await acquire(again, quiet)).toBe(chosen);
  });

  test("a program of another version is passed over, and the log says why", async () => {
    vi.stubEnv("EDICT_TEST_PART", await program(join(folder, "old"), "1"));
    const wanted = part();
    const onPath = await program(join(folder, wanted.name), "2");
    const lines: string[] = [];
    expect(await acquire(wanted, (line) => lines.push(line))).toBe(onPath);
    expect(lines.join("\n")).toContain("is version 1, not 2");
  });

  test("callers at the same time get a part once, and its lock is gone", async () => {
    let calls = 0;
    const wanted: Part = part({
      sources: [
        {
          name: "making it",
          get: () => {
            calls += 1;
            return program(cachedProgramPath(wanted.name), "2");
          },
        },
      ],
    });
    const paths = await Promise.all([acquire(wanted, quiet), acquire(wanted, quiet)]);
    expect(new Set(paths).size).toBe(1);
    expect(calls).toBe(1);
    expect(await readdir(join(folder, "cache", "locks"))).toEqual([]);
  });

  test("the lock of a process that died is taken over", async () => {
    const wanted: Part = part({
      sources: [{ name: "making it", get: () => program(cachedProgramPath(wanted.name), "2") }],
    });
    await mkdir(join(folder, "cache", "locks"), { recursive: true });
    await writeFile(join(folder, "cache", "locks", `${wanted.name}.lock`), "4194999");
    expect(await acquire(wanted, quiet)).toBe(cachedProgramPath(wanted.name));
  });

  test("a part that can't be had fails with everything that was tried and what to install", async () => {
    const wanted = part({
      sources: [{ name: "apt package none", get: () => Promise.reject(new Error("needs root")) }],
    });
    const failure = await acquire(wanted, quiet).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MissingPartError);
    const message = failure instanceof Error ? failure.message : "";
    for (const part of [
      "EDICT_TEST_PART",
      "cache",
      "PATH",
      "apt package none: needs root",
      "Install version 2.",
    ]) {
      expect(message).toContain(part);
    }
  });
});
