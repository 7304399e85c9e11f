import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../bootstrap/progress.mjs";
import { generate } from "../generate.mjs";
import { withFileLock } from "../tools/file-lock";
import { projectFolder, type Log } from "../tools/paths";
import { hashOfInputs } from "./inputs";
import { targets, type Target } from "./targets";

const stampFolder = join(projectFolder, "dist", ".stamps");
const everyTarget = ["package-lock.json", "prisma/schema.prisma"];

/**
 * Builds what is not built from the sources as they are now. Two processes of one checkout build one after the other.
 * @param only names of targets; all when left out
 * @throws Error with the end of the failing builder's output
 */
export async function buildProduct(log: Log, only?: readonly string[]): Promise<void> {
  await withFileLock("generate", log, () => Promise.resolve().then(generate));
  const wanted = targets.filter((target) => only === undefined || only.includes(target.name));
  if (wanted.every(isCurrent)) return;
  await withFileLock("build", log, async () => {
    for (const target of wanted) {
      if (!isCurrent(target)) await make(target, log);
    }
  });
}

async function make(target: Target, log: Log): Promise<void> {
  // Taken before: a source saved while the build runs makes the result old.
  const stamp = stampOf(target);
  const done = progress(`Building ${target.title}`, log);
  rmSync(stampPath(target), { force: true });
  await target.make();
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stampPath(target), stamp);
  done();
}

function isCurrent(target: Target): boolean {
  const path = stampPath(target);
  if (!existsSync(join(projectFolder, target.output)) || !existsSync(path)) return false;
  return readFileSync(path, "utf8") === stampOf(target);
}

function stampOf(target: Target): string {
  return `${process.versions.node.split(".")[0] ?? ""} ${hashOfInputs(projectFolder, [...everyTarget, ...target.inputs])}`;
}

function stampPath(target: Target): string {
  return join(stampFolder, target.name);
}
