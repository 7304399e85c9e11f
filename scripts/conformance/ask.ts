import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cacheFolder, ensureFolder, projectFolder } from "../tools/paths";

/** About two sets of all cases: every change of the compiler or of the built-ins makes another one. */
const FOLDER_BYTES_MAX = 1_200_000_000;

/**
 * Sends lines through `edict eval --batch` and passes on each answer as it comes.
 * @throws Error where the command fails or leaves lines unanswered
 */
export async function askBatch(
  lines: readonly string[],
  evaluator: string,
  take: (answer: string, index: number) => void,
): Promise<void> {
  const args = [
    join(projectFolder, "scripts", "edict.mjs"),
    "eval",
    "--batch",
    "-",
    "--evaluator",
    evaluator,
    "--units-folder",
    boundedFolder(join(cacheFolder(), "conformance-units")),
  ];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const write = async (): Promise<void> => {
    for (const line of lines)
      if (!child.stdin.write(`${line}\n`)) await Promise.race([once(child.stdin, "drain"), ended]);
    child.stdin.end();
  };
  child.stdin.on("error", () => undefined);
  const writing = write();
  let count = 0;
  for await (const answer of createInterface({ input: child.stdout })) take(answer, count++);
  await Promise.all([writing, ended]);
  if (child.exitCode !== 0 || count !== lines.length)
    throw new Error(
      `edict eval ended with ${child.exitCode ?? "a signal"} after ${count} of ${lines.length} lines`,
    );
}

/** The folder, emptied if it has grown too large. */
function boundedFolder(folder: string): string {
  const files = readdirSync(ensureFolder(folder)).map((name) => join(folder, name));
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  if (bytes > FOLDER_BYTES_MAX) for (const file of files) rmSync(file, { force: true });
  return folder;
}
