import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildProduct } from "@/scripts/build/build-product";
import { workerNodeFlags } from "@/scripts/start/worker-flags";
import { ensureOpa } from "@/scripts/tools/opa";
import { projectFolder } from "@/scripts/tools/paths";

const readyLine = "worker ready";
const ticksPerSecond = 100;

/** The product's worker as a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  stop: () => Promise<void>;
}

/** Starts the built worker with the settings of `npm start` and waits until it is ready. */
export async function startWorker(databaseUrl: string, dataDir: string): Promise<WorkerProcess> {
  await buildProduct(console.error, ["worker"]);
  const child = spawn(process.execPath, [...workerNodeFlags, join(projectFolder, "dist/worker.mjs")], {
    // A profile that Node was asked for is written here.
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      NODE_OPTIONS: process.env.EDICT_BENCH_WORKER_OPTIONS,
      DATABASE_URL: databaseUrl,
      OPA_PATH: await ensureOpa(console.error),
      EDICT_DATA: dataDir,
      EDICT_LIBRARY_DIR: join(projectFolder, "library"),
      EDICT_JUDGE_THREAD: join(projectFolder, "dist", "judge-thread.mjs"),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const ended = new Promise<void>((settle) => child.once("close", () => settle()));
  await new Promise<void>((ready, fail) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes(readyLine)) ready();
      else if (/"level":(?:40|50|60)/.test(line)) console.error(line);
    });
    void ended.then(() => fail(new Error("the worker ended before it was ready")));
  });
  if (child.pid === undefined) throw new Error("the worker has no process id");
  return {
    pid: child.pid,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", killOnExit);
    },
  };
}

/** Seconds of processor time that a process has used, with all its threads; 0 where it has ended. */
export async function processorSeconds(pid: number): Promise<number> {
  const { ticks } = await statOf(pid);
  return ticks / ticksPerSecond;
}

/** The same of all processes that a process has started: the connections of a database server. */
export async function childrenSeconds(pid: number): Promise<number> {
  let ticks = 0;
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await statOf(Number(name));
    if (stat.parent === pid) ticks += stat.ticks;
  }
  return ticks / ticksPerSecond;
}

async function statOf(pid: number): Promise<{ parent: number; ticks: number }> {
  const text = await readFile(`/proc/${String(pid)}/stat`, "utf8").catch(() => "");
  // The second field is the program's name in brackets, which may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0) };
}
