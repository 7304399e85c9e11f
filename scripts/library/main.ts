import { fileURLToPath } from "node:url";
import { readLibrary } from "@/lib/library/read-library";
import { ensureOpa } from "@/scripts/tools/opa";
import { checkSamples } from "./check-samples";
import { checkTemplates } from "./check-templates";
import { OpaEvaluator } from "./opa-evaluator";
import { help, readOptions, type Options } from "./options";
import { Progress } from "./progress";
import { printReport, printSamples } from "./report";

const libraryFolder = fileURLToPath(new URL("../../library", import.meta.url));

async function main({ ids, action }: Options): Promise<boolean> {
  const startedMs = performance.now();
  const opaPath = await ensureOpa((line) => process.stderr.write(`${line}\n`));
  const library = await readLibrary(libraryFolder);
  if (action === "samples")
    return printSamples(
      await checkSamples(libraryFolder, library.templates, new OpaEvaluator(opaPath, libraryFolder)),
    );
  const folders = [...library.templates, ...library.broken].map(({ folder }) => folder);
  const names = new Set(ids);
  const isWanted = (folder: string) => names.size === 0 || names.has(folder.split("/")[1] ?? "");
  const unknown = ids.filter((id) => !folders.some((folder) => folder.endsWith(`/${id}`)));
  if (unknown.length > 0) {
    process.stderr.write(`No such template: ${unknown.join(", ")}\n`);
    return false;
  }
  const progress = new Progress();
  const reports = await checkTemplates({ opaPath, libraryFolder, ...library, isWanted, progress });
  progress.end();
  return printReport(reports, performance.now() - startedMs);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.action === "help") process.stdout.write(help);
  else process.exitCode = (await main(options)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
