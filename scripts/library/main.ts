import { fileURLToPath } from "node:url";
import { readLibrary } from "@/lib/library/read-library";
import { ensureOpa } from "@/scripts/tools/opa";
import { checkSamples } from "./check-samples";
import { checkTemplates } from "./check-templates";
import { Evaluator } from "./evaluate";
import { printReport, printSamples } from "./report";

const libraryFolder = fileURLToPath(new URL("../../library", import.meta.url));

/**
 * `npm run library -- [id…]`: checks the format of the library and judges every fixture with OPA.
 * `npm run library -- samples`: judges the sample fleet with its own policies.
 */
async function main(ids: readonly string[]): Promise<boolean> {
  const startedMs = performance.now();
  const opaPath = await ensureOpa((line) => process.stderr.write(`${line}\n`));
  const library = await readLibrary(libraryFolder);
  const evaluator = new Evaluator(opaPath, libraryFolder);
  if (ids.length === 1 && ids[0] === "samples")
    return printSamples(await checkSamples(libraryFolder, library.templates, evaluator));
  const known = new Set([
    ...library.templates.map(({ metadata }) => metadata.id),
    ...library.broken.map(({ folder }) => folder),
  ]);
  const isWanted = (folder: string) => ids.length === 0 || ids.some((id) => folder.endsWith(`/${id}`));
  const unknown = ids.filter((id) => ![...known].some((name) => name === id || name.endsWith(`/${id}`)));
  if (unknown.length > 0) {
    process.stderr.write(`No such template: ${unknown.join(", ")}\n`);
    return false;
  }
  const reports = await checkTemplates({
    opaPath,
    libraryFolder,
    templates: library.templates.filter(({ folder }) => isWanted(folder)),
    broken: library.broken.filter(({ folder }) => isWanted(folder)),
    evaluator,
  });
  return printReport(reports, performance.now() - startedMs);
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
