import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../cluster/ports";
import { projectFolder } from "../tools/paths";

const readyMs = 150_000;

/** `npm start` as a process, with what it printed so far. */
interface Run {
  process: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

let folder = "";
let port = 0;
let runs: Run[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-start-"));
  await chmod(folder, 0o711);
  port = await freePort("127.0.0.1");
  runs = [];
});
afterEach(async () => {
  for (const run of runs) run.process.kill("SIGTERM");
  await Promise.all(runs.map((run) => run.ended));
  await untilNothingRuns();
  await rm(folder, { recursive: true, force: true });
});

function start(...extra: string[]): Run {
  const args = [
    "scripts/start.mjs",
    "--data",
    folder,
    "--port",
    String(port),
    "--host",
    "127.0.0.1",
    ...extra,
  ];
  const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const ended = once(child, "close").then(() => child.exitCode);
  const run = { process: child, output: () => output, ended };
  runs.push(run);
  return run;
}

async function until(
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
  what: () => string,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(what());
    await wait(100);
  }
}

async function untilReady(run: Run): Promise<void> {
  const ready = () => run.output().includes("Edict is ready") || run.process.exitCode !== null;
  await until(ready, readyMs, run.output);
  expect(run.output()).toContain("Edict is ready");
}

async function isHealthy(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/health`).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Processes that belong to this test: the data folder is in the environment of each, or in its arguments. */
async function processesOf(part: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir("/proc")).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
  )) {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
    const [command, environment] = [await read("cmdline"), await read("environ")];
    if (`${command}\0${environment}`.includes(folder) && command.includes(part)) found.push(Number(pid));
  }
  return found;
}

async function untilNothingRuns(): Promise<void> {
  await until(
    async () => (await processesOf("")).length === 0,
    20_000,
    () => `something still runs with ${folder}`,
  );
}

describe.runIf(process.platform === "linux")("npm start", () => {
  test("comes up, refuses a second start with its address, and leaves nothing when it is stopped", async () => {
    const first = start();
    await untilReady(first);
    expect(await isHealthy()).toBe(true);
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`already running at http://127.0.0.1:${port}`);
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    await untilNothingRuns();
  });

  test("brings back what is killed", async () => {
    const run = start();
    await untilReady(run);
    for (const part of ["next-server", "dist/worker.mjs"]) {
      const [pid] = await processesOf(part);
      process.kill(pid ?? 0, "SIGKILL");
      const isBack = async () =>
        (await processesOf(part)).some((found) => found !== pid) && (await isHealthy());
      await until(isBack, 30_000, run.output);
    }
  });

  test("leaves nothing when it is killed itself, and starts again", async () => {
    const killed = start();
    await untilReady(killed);
    const [main] = await processesOf("scripts/start/main.ts");
    process.kill(main ?? 0, "SIGKILL");
    await killed.ended;
    await untilNothingRuns();
    await untilReady(start());
  });

  test("says what to do when the port is taken", async () => {
    await untilReady(start());
    const other = start("--data", join(folder, "other"));
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain(`Port ${port} is in use by another program`);
    expect(other.output()).toContain(`--port ${port + 1}`);
  });
});
