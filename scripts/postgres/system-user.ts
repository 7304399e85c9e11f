import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";

/** A user of this machine that Postgres runs as. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The user to become, because Postgres refuses to run as root. Undefined when this process is not root.
 * @throws Error when root has nobody to become
 */
export function userToBecome(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  throw new Error(
    "Postgres refuses to run as root, and this machine has neither a user postgres nor nobody. Start Edict as another user, or set DATABASE_URL.",
  );
}

/** Whether a user can pass through every folder above a path and through the path itself, a folder. */
export function canReach(path: string, user: SystemUser): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 0o1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function idOf(flag: "-u" | "-g", name: string): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout, 10) : undefined;
}
