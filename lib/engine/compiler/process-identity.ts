import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Which run of a process is meant: ids are used again, so the id alone would take a stranger for it. */
export interface ProcessIdentity {
  pid: number;
  /** When that process began, in the system's own words. */
  began: string;
}

/** The identity of a process that runs now. Undefined when there is none, or only its unread exit is left. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const began = process.platform === "linux" ? beganOnLinux(pid) : beganElsewhere(pid);
  return began === undefined ? undefined : { pid, began };
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid) ?? { pid: process.pid, began: "unknown" };
}

/** Whether exactly that process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.began === identity.began;
}

/** Start time in ticks since boot, with the boot: the 22nd field of `stat`, counted after the name, which may contain spaces. */
function beganOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, ticks] = [fields[0], fields[19]];
    if (ticks === undefined || state === "Z" || state === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${ticks}`;
  } catch {
    return undefined;
  }
}

function beganElsewhere(pid: number): string | undefined {
  if (process.platform === "win32") return beganOnWindows(pid);
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  const text = stdout.trim();
  return text === "" ? undefined : text;
}

/** Windows tells no start time without a slow query; the id must do. */
function beganOnWindows(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return "running";
  } catch {
    return undefined;
  }
}
