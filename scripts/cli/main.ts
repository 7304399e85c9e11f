import { join } from "node:path";
import { runCli } from "@/lib/cli/run";
import packageFile from "@/package.json" with { type: "json" };
import { ensureOpa } from "../tools/opa";
import { cacheFolder, projectFolder } from "../tools/paths";

// Whoever reads the answers may have seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`edict: the answers cannot be written: ${error.message}\n`, () => process.exit(2));
});

// Threads that rest, or are being ended, keep no process alive: it would be gone before the last answer.
const alive = setInterval(() => undefined, 60_000);

process.exitCode = await runCli(process.argv.slice(2), {
  version: packageFile.version,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  opaPath: () => ensureOpa((line) => process.stderr.write(`${line}\n`)),
  libraryFolder: join(projectFolder, "library"),
  unitsFolder: join(cacheFolder(), "units"),
});

clearInterval(alive);
