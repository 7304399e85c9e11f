import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { identityOf } from "@/lib/engine/compiler/process-identity";
import { signal, waitUntilGone } from "../cluster/processes";
import type { Log } from "../tools/paths";

const orderlyMs = 15_000;

/** `postmaster.pid`: the server's process and how far its start is ("starting", "ready", "stopping"). */
export function readPidFile(cluster: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number.parseInt(lines[0] ?? "", 10);
    return Number.isNaN(pid) ? undefined : { pid, status: (lines[7] ?? "").trim() };
  } catch {
    return undefined;
  }
}

/**
 * Ends a server that a killed start left running in this cluster, and removes a pid file whose id belongs to
 * another program now: Postgres would take that program for a running server and refuse to start.
 * A pid file without any process stays: Postgres needs it to see whether its old children are gone.
 */
export async function endLeftover(cluster: string, log: Log): Promise<void> {
  const found = readPidFile(cluster);
  if (found === undefined || identityOf(found.pid) === undefined) return;
  if (!commandOf(found.pid).includes(cluster)) {
    rmSync(join(cluster, "postmaster.pid"), { force: true });
    return;
  }
  log("Ending the Postgres that an earlier start left running…");
  signal(found.pid, "SIGINT");
  if (await waitUntilGone([found.pid], orderlyMs)) return;
  signal(found.pid, "SIGKILL");
  await waitUntilGone([found.pid], orderlyMs);
  await wait(1_000);
}

function commandOf(pid: number): string {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}
