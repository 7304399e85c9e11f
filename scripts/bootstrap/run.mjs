// Gets what a script needs, then runs its TypeScript on the pinned Node. Plain JavaScript: runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setInterval } from "node:timers";
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const oldestNode = 22;
const npmPollMs = 1_000;

/**
 * @param {string} script path of a TypeScript file in the checkout, e.g. "scripts/start/main.ts"
 * @param {string[]} args what the person typed
 */
export async function runScript(script, args = process.argv.slice(2)) {
  try {
    await ensureDependencies(root);
    process.exitCode = await runOnPinnedNode(join(root, script), args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function runOnPinnedNode(script, args) {
  const pinned = join(root, "node_modules", ".bin", "node");
  const program = existsSync(pinned) ? pinned : process.execPath;
  if (program === process.execPath && Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Error(`Edict needs Node ${oldestNode} or newer; this is ${process.versions.node}.`);
  }
  return new Promise((settle, fail) => {
    // The channel closes when this process is gone, however that happens: the script ends then.
    const child = spawn(program, ["--import", "tsx", script, ...args], {
      cwd: root,
      env: { ...process.env, PATH: pathWithBin() },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    const pass = (name) => child.kill(name);
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, pass);
    stopWithNpm(() => child.kill("SIGTERM"));
    child.once("error", fail);
    child.once("exit", (code, signal) => settle(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

/** Programs of packages that say `env node` get the pinned Node too. */
function pathWithBin() {
  const bin = join(root, "node_modules", ".bin");
  return `${bin}${process.platform === "win32" ? ";" : ":"}${process.env.PATH ?? ""}`;
}

/** npm that is killed with -9 leaves what it runs behind; a later start would find it still there. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const betweenIsShell = /^(sh|dash|bash|ash|zsh)$/.test(readProc(shell, "comm").trim());
  const npm = betweenIsShell ? parentOf(shell) : undefined;
  setInterval(() => {
    if (process.ppid !== shell || (npm !== undefined && parentOf(shell) !== npm)) stop();
  }, npmPollMs).unref();
}

/** The fourth field of `stat`, counted after the name, which may contain spaces. Undefined where there is no /proc. */
function parentOf(pid) {
  const stat = readProc(pid, "stat");
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
