// Runs before anything is installed, perhaps on an old Node: plain JavaScript, Node's own modules only.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { progress } from "./progress.mjs";

const shownOutputLines = 25;

/**
 * Installs the packages the lock file names unless they are there, and makes `node_modules/.bin/node` the pinned Node.
 * @param {string} root absolute path of the checkout
 */
export async function ensureDependencies(root) {
  const reason = whyInstall(root);
  if (reason !== undefined) await install(root, reason);
  linkPinnedNode(root);
}

/** Why `npm ci` must run: undefined when every package of the lock is there in its version. */
export function whyInstall(root) {
  const locked = readLock(join(root, "package-lock.json"));
  if (locked === undefined) return "package-lock.json can't be read";
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "nothing is installed yet";
  for (const [path, entry] of Object.entries(locked)) {
    if (!path.startsWith("node_modules/") || entry.link || entry.optional || entry.devOptional) continue;
    if (installed[path]?.version !== entry.version)
      return `${path.slice("node_modules/".length)} ${entry.version} is missing`;
  }
  return undefined;
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function install(root, reason) {
  const done = progress(`Installing packages (${reason})`);
  // A script runner of npm says where npm itself is; outside of one it must be on the PATH.
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? process.env.npm_execpath : undefined;
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const windows = process.platform === "win32";
  const child =
    npm === undefined
      ? spawn(windows ? "npm.cmd" : "npm", args, { cwd: root, shell: windows })
      : spawn(process.execPath, [npm, ...args], { cwd: root });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const failure = await new Promise((settle) => {
    child.once("error", (error) => settle(`npm can't be started: ${error.message}`));
    child.once("close", (code) => settle(code === 0 ? undefined : `npm ci failed (exit ${code})`));
  });
  if (failure === undefined) return done();
  const lines = output.trim().split("\n").slice(-shownOutputLines).join("\n");
  throw new Error(`The packages could not be installed: ${failure}.\n${lines}`);
}

/** npm 10 does not link the program of an optional package that exists for several platforms. */
function linkPinnedNode(root) {
  const program = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  const folder = join(root, "node_modules", ".bin");
  const link = join(folder, "node");
  if (!existsSync(program) || existsSync(link)) return;
  mkdirSync(folder, { recursive: true });
  try {
    symlinkSync(relative(folder, program), link);
  } catch (error) {
    if (!existsSync(link)) throw error;
  }
}
