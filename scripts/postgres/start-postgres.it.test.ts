import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { identityOf } from "@/lib/engine/compiler/process-identity";
import { OwnedError } from "../processes/ownership";
import { projectFolder } from "../tools/paths";
import { startPostgres } from "./start-postgres";

const log = () => undefined;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-postgres-"));
  await chmod(folder, 0o711);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answered = await query(url, "SELECT 1").then(
      () => true,
      () => false,
    );
    if (answered) return;
    await wait(50);
  }
  throw new Error("the database did not come back");
}

async function untilGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 200 && identityOf(pid) !== undefined; attempt += 1) await wait(50);
  expect(identityOf(pid)).toBeUndefined();
}

test("data survives a stop, and only one process at a time has it", async () => {
  const first = await startPostgres({ dataDir: folder, log });
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  await expect(startPostgres({ dataDir: folder, log })).rejects.toThrow(OwnedError);
  const pid = first.pid();
  await first.stop();
  expect(identityOf(pid)).toBeUndefined();
  const second = await startPostgres({ dataDir: folder, log });
  expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  await second.stop();
});

test("a killed server comes back at the same address with what was committed", async () => {
  const postgres = await startPostgres({ dataDir: folder, log });
  await query(postgres.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  process.kill(postgres.pid(), "SIGKILL");
  await untilAnswers(postgres.url);
  expect(await query(postgres.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

test("a server whose starter was killed is taken over, and none is left", async () => {
  const script = join(folder, "starter.ts");
  const module = JSON.stringify(join(projectFolder, "scripts/postgres/start-postgres"));
  await writeFile(
    script,
    `import { startPostgres } from ${module};
     startPostgres({ dataDir: ${JSON.stringify(join(folder, "data"))}, log: () => undefined }).then((it) => process.send?.(it.pid()));`,
  );
  const starter = fork(script, { execArgv: ["--import", "tsx"], cwd: projectFolder, stdio: "inherit" });
  const [pid] = z
    .tuple([z.number()])
    .rest(z.unknown())
    .parse(await once(starter, "message"));
  starter.kill("SIGKILL");
  await once(starter, "exit");
  const second = await startPostgres({ dataDir: join(folder, "data"), log });
  await untilGone(pid);
  await second.stop();
});

test("the server can't be reached without its password", async () => {
  const postgres = await startPostgres({ dataDir: folder, log });
  await expect(query(postgres.url.replace(/:[^:@]*@/, ":wrong@"), "SELECT 1")).rejects.toThrow("password");
  await postgres.stop();
});
