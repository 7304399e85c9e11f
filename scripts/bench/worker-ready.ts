import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { buildProduct } from "../build/build-product";
import { workerNodeFlags } from "../start/worker-flags";
import { createTestDatabase, testServerVariables } from "../testing/database";
import { startTestServer } from "../testing/test-server";
import { ensureOpa } from "../tools/opa";
import { projectFolder } from "../tools/paths";
import { row, type Row } from "./report";

const runs = 5;
const readyLine = "worker ready";

/** From the start of the worker's process to its word that it is ready, with the whole library. */
export async function benchWorkerReady(): Promise<Row[]> {
  await buildProduct(console.error, ["worker"]);
  const server = await startTestServer(console.error);
  process.env[testServerVariables.url] = server.url;
  process.env[testServerVariables.template] = server.template;
  const database = await createTestDatabase();
  const folder = await makeTemporaryDir("bench");
  try {
    const environment = {
      NODE_ENV: "production" as const,
      DATABASE_URL: database.url,
      OPA_PATH: await ensureOpa(console.error),
      EDICT_DATA: folder,
      EDICT_JUDGE_THREAD: join(projectFolder, "dist", "judge-thread.mjs"),
    };
    const first = await startOnce(environment);
    const again: number[] = [];
    for (let run = 0; run < runs; run++) again.push(await startOnce(environment));
    return [
      row("worker ready, a first start: the library is compiled and published", "ms", [first]),
      row("worker ready with the whole library, a further start", "ms", again, { atMost: 2_000 }),
    ];
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

/** Milliseconds until the worker was ready; it has ended when this settles. */
async function startOnce(environment: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [...workerNodeFlags, "dist/worker.mjs"], {
    cwd: projectFolder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const ended = new Promise<void>((settle) => child.once("close", () => settle()));
  let readyMs: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (readyMs !== undefined || !line.includes(readyLine)) continue;
    readyMs = performance.now() - started;
    child.kill("SIGTERM");
  }
  await ended;
  process.off("exit", killOnExit);
  if (readyMs === undefined) throw new Error("the worker ended before it was ready");
  return readyMs;
}
