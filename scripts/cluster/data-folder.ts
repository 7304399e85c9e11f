import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "../tools/file-lock";
import { ensureFolder, type Log } from "../tools/paths";
import { findClusterProcesses, killAll } from "./processes";

/** Another running process uses the data folder. */
export class DataFolderBusyError extends Error {
  override name = "DataFolderBusyError";
}

/** A data folder held by this process. */
export interface DataFolder {
  path: string;
  /** The address the cluster in it was made for: its service addresses are stored in its etcd. */
  address: string | undefined;
  rememberAddress: (address: string) => Promise<void>;
  release: () => Promise<void>;
}

/**
 * Takes a cluster's data folder and ends what a killed start left running in it.
 * @param path absolute
 * @throws DataFolderBusyError
 */
export async function takeDataFolder(path: string, log: Log): Promise<DataFolder> {
  ensureFolder(path);
  const ownerPath = join(path, "owner.pid");
  const addressPath = join(path, "address");
  await takeOwnership(path, ownerPath);
  const leftovers = await findClusterProcesses([path]);
  if (leftovers.length > 0) {
    log(`Ending what an earlier start left running: ${leftovers.map((found) => found.program).join(", ")}`);
    await killAll(leftovers.map((found) => found.pid));
  }
  const known = (await readFile(addressPath, "utf8").catch(() => "")).trim();
  return {
    path,
    address: known === "" ? undefined : known,
    rememberAddress: (address) => writeFile(addressPath, `${address}\n`),
    release: () => rm(ownerPath, { force: true }),
  };
}

async function takeOwnership(path: string, ownerPath: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(ownerPath, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const owner = Number.parseInt(await readFile(ownerPath, "utf8").catch(() => ""), 10);
    if (!Number.isNaN(owner) && (await ownsCluster(owner))) break;
    await rm(ownerPath, { force: true });
  }
  throw new DataFolderBusyError(
    `A cluster runs in ${path} already. Stop it (Ctrl-C where it runs), or choose another folder with --data.`,
  );
}

/** The process must be alive and, where the system tells, a Node process: ids are used again after a while. */
async function ownsCluster(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "node");
  return pid === process.pid || /node|tsx|vitest|MainThread/.test(program);
}
