import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Log } from "../tools/paths";
import { openFolder } from "./open-folder";
import { canReach, type SystemUser } from "./system-user";

/** Where one embedded Postgres keeps its things. */
export interface PostgresPlace {
  /** The data folder the caller chose. */
  dataDir: string;
  /** Holds the cluster; the Postgres user can pass through it. */
  folder: string;
  /** PGDATA. */
  cluster: string;
  logFile: string;
  password: string;
}

/**
 * Prepares the folders. The cluster is inside the data folder unless Postgres runs as a user who can't get there;
 * then it is in a folder of its own, and the data folder remembers which.
 */
export function preparePlace(dataDir: string, user: SystemUser | undefined, log: Log): PostgresPlace {
  makeDataFolder(dataDir);
  const path = realpathSync(dataDir);
  const logs = join(path, "logs");
  mkdirSync(logs, { recursive: true });
  const folder = folderFor(path, user, log);
  return {
    dataDir: path,
    folder,
    cluster: join(folder, "cluster"),
    logFile: join(logs, "postgres.log"),
    password: readOrMakePassword(join(path, "postgres-password")),
  };
}

function folderFor(dataDir: string, user: SystemUser | undefined, log: Log): string {
  const pointer = join(dataDir, "postgres-folder");
  if (existsSync(pointer)) {
    const known = readFileSync(pointer, "utf8").trim();
    if (existsSync(known)) return known;
    log(`The database's folder ${known} is gone; starting with an empty one.`);
  }
  const inside = join(dataDir, "postgres");
  if (user === undefined || canReach(dataDir, user)) {
    mkdirSync(inside, { recursive: true });
    if (user !== undefined) chmodSync(inside, 0o711);
    return inside;
  }
  const outside = openFolder("data", dataDir);
  log(`Postgres runs as ${user.name}, who can't reach ${dataDir}: the database is in ${outside}.`);
  writeFileSync(pointer, `${outside}\n`);
  return outside;
}

function readOrMakePassword(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}

/** Makes a data folder that the Postgres user can pass through, whatever the umask. One that exists is left as it is. */
export function makeDataFolder(path: string): void {
  const isNew = mkdirSync(path, { recursive: true }) !== undefined;
  if (isNew && process.getuid?.() === 0) chmodSync(path, 0o711);
}

/** Makes an empty folder only the Postgres user can enter. */
export function makePrivateFolder(path: string, user: SystemUser | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
