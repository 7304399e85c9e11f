import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = mkdtempSync(join(tmpdir(), "edict-temporary-"));
const [waitingOpa, endingOpa] = [join(root, "waiting-opa"), join(root, "ending-opa")];
const readModule = pathToFileURL(join(import.meta.dirname, "../read-module.ts")).href;
const children: ChildProcess[] = [];

beforeAll(() => {
  const script = (path: string, text: string): void =>
    writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  script(waitingOpa, "while kill -0 $PPID; do sleep 0.05; done");
  script(endingOpa, "echo '{}'");
});

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

function freshTmp(name: string): string {
  const dir = join(root, name);
  mkdirSync(dir);
  return dir;
}

/** A process that reads a module with this compiler, in a temporary folder of the test's own. */
function compileIn(tmp: string, opaPath: string): ChildProcess {
  const limits = { opaPath, timeoutMs: 60_000, outputBytesMax: 1_000_000 };
  const code = `import { readModule } from ${JSON.stringify(readModule)};
    await readModule(${JSON.stringify(limits)}, "package a");`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    env: { ...process.env, TMPDIR: tmp },
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.push(child);
  return child;
}

/** Without what the loader of TypeScript keeps there. */
function namesIn(tmp: string): string[] {
  return readdirSync(tmp)
    .filter((name) => !name.startsWith("tsx-"))
    .sort();
}

/** Folders of this process, with what they hold. */
function foldersOf(tmp: string, { pid }: ChildProcess): { name: string; kinds: string[] }[] {
  return namesIn(tmp)
    .filter((name) => name.startsWith(`edict-process-${pid}-`))
    .map((name) => ({ name, kinds: readdirSync(join(tmp, name)).map((kind) => kind.split("-")[0] ?? "") }));
}

async function untilCompiling(tmp: string, child: ChildProcess): Promise<string> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const [folder] = foldersOf(tmp, child);
    if (folder?.kinds.includes("rego") === true) return folder.name;
    if (Date.now() > deadline) throw new Error(`no folder after 15 s: ${readdirSync(tmp).join(" ")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function compileToTheEnd(tmp: string): Promise<ChildProcess> {
  const child = compileIn(tmp, endingOpa);
  expect(await once(child, "exit")).toEqual([0, null]);
  return child;
}

test("what a killed process left is removed by the next one, what a living one works with is not", async () => {
  const tmp = freshTmp("killed");
  const [killed, living] = [compileIn(tmp, waitingOpa), compileIn(tmp, waitingOpa)];
  const names = await Promise.all([untilCompiling(tmp, killed), untilCompiling(tmp, living)]);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(namesIn(tmp)).toEqual(names.sort());
  const next = await compileToTheEnd(tmp);
  expect(foldersOf(tmp, killed)).toEqual([]);
  expect(foldersOf(tmp, living)).toMatchObject([{ kinds: ["rego"] }]);
  expect(foldersOf(tmp, next)).toEqual([]);
});

test("a process whose ids are counted elsewhere is taken for dead only when its folder is old", async () => {
  const tmp = freshTmp("foreign");
  const [fresh, old] = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"].map((place) => {
    const name = `edict-process-4194304-000000000000-${place}-x1`;
    mkdirSync(join(tmp, name, "rego-1"), { recursive: true });
    return name;
  });
  const others = ["edict-process-1", "edict-rego-abc", "process-4194304-000000000000-cccccccccccc-x1"];
  for (const name of others) mkdirSync(join(tmp, name));
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
  for (const name of [old ?? "", ...others]) utimesSync(join(tmp, name), twoDaysAgo, twoDaysAgo);
  await compileToTheEnd(tmp);
  expect(namesIn(tmp)).toEqual([...others, fresh].sort());
});
