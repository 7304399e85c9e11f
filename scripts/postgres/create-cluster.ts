import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { lastLines } from "../tools/run";
import type { PostgresBinaries } from "./binaries";
import { makePrivateFolder, type PostgresPlace } from "./place";
import type { Durability } from "./settings";
import type { SystemUser } from "./system-user";

/** The role Edict signs in as; it owns the database. */
export const ownerRole = "edict";

/**
 * Makes an empty cluster unless there is one. It appears by a rename when it is complete, so a start that was killed
 * half way leaves nothing that looks like a cluster.
 * Collation is the builtin C.UTF-8: it never changes with the machine's C library, so indexes stay valid.
 * @throws Error with the words of initdb
 */
export async function createCluster(
  place: PostgresPlace,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
  durability: Durability,
): Promise<void> {
  if (existsSync(join(place.cluster, "PG_VERSION"))) return;
  const draft = `${place.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  makePrivateFolder(draft, user);
  const passwordFile = join(place.folder, "initial-password");
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  try {
    await runInitdb(binaries.initdb, place.folder, user, [
      `--pgdata=${draft}`,
      `--username=${ownerRole}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
      ...(durability === "disposable" ? ["--no-sync"] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.cluster);
}

function runInitdb(
  program: string,
  folder: string,
  user: SystemUser | undefined,
  args: readonly string[],
): Promise<void> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: postgresEnvironment(folder),
      stdio: ["ignore", "pipe", "pipe"],
      ...(user !== undefined && { uid: user.uid, gid: user.gid }),
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", fail);
    child.once("close", (code) => {
      if (code === 0) settle();
      else fail(new Error(`The database could not be made: ${lastLines(output, 10)}`));
    });
  });
}

/** What the programs may know: PGPORT, PGDATA and their like on this machine mean another Postgres. */
export function postgresEnvironment(folder: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { NODE_ENV: process.env.NODE_ENV, PATH, SystemRoot, HOME: folder, LC_ALL: "C" };
}
