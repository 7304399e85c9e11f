import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readLibrary, type Library } from "@/lib/library/read-library";
import { readPacks, type PackLibrary } from "@/lib/library/read-packs";
import { ensureOpa } from "@/scripts/tools/opa";
import { projectFolder } from "@/scripts/tools/paths";
import { checkSamples } from "./check-samples";
import { checkTemplates, type CheckOptions } from "./check-templates";
import { coverageOf } from "./coverage";
import { readHelpers } from "./helpers";
import { libraryPage } from "./library-page";
import { printMutations } from "./mutations";
import { OpaEvaluator } from "./opa-evaluator";
import { packProblems } from "./pack-problems";
import { help, readOptions, type Options } from "./options";
import { reasonOf, type Problem } from "./problem";
import { Progress } from "./progress";
import { printReport, printSamples } from "./report";

const libraryFolder = join(projectFolder, "library");
const page = "docs/library.md";

async function main(options: Options): Promise<boolean> {
  const startedMs = performance.now();
  if (options.action === "help") {
    process.stdout.write(help);
    return true;
  }
  const library = await readLibrary(libraryFolder);
  const packs = await readPacks(
    libraryFolder,
    library.templates.map(({ metadata }) => metadata),
  );
  if (options.action === "write-docs") {
    await writeFile(join(projectFolder, page), await pageOf(library, packs));
    return true;
  }
  const opaPath = await ensureOpa((line) => process.stderr.write(`${line}\n`));
  if (options.action === "samples") {
    const opa = new OpaEvaluator(opaPath, libraryFolder);
    return printSamples(await checkSamples(libraryFolder, library.templates, opa));
  }
  const { isWanted, unknown } = choose(options.ids, library);
  if (unknown.length > 0) {
    process.stderr.write(`No such template: ${unknown.join(", ")}\n`);
    return false;
  }
  const progress = new Progress();
  const check: CheckOptions = { opaPath, libraryFolder, ...library, isWanted, progress };
  if (options.action === "mutations") {
    await printMutations(check);
    return true;
  }
  const { reports, prepared } = await checkTemplates(check);
  progress.end();
  const isWhole = options.ids.length === 0;
  const coverage = coverageOf(reports, prepared, isWhole ? packs.standards : []);
  if (options.jsonFile !== null) await writeFile(options.jsonFile, `${JSON.stringify(coverage, null, 2)}\n`);
  const others = isWhole ? await wholeProblems(library, packs) : [];
  return printReport(reports, coverage, others, performance.now() - startedMs);
}

function choose(ids: readonly string[], { templates, broken }: Library) {
  const known = new Set([...templates, ...broken].map(({ folder }) => folder.split("/")[1] ?? ""));
  const wanted = new Set(ids);
  return {
    isWanted: (folder: string) => wanted.size === 0 || wanted.has(folder.split("/")[1] ?? ""),
    unknown: ids.filter((id) => !known.has(id)),
  };
}

async function pageOf({ templates }: Library, packs: PackLibrary): Promise<string> {
  return libraryPage(
    templates.map(({ metadata }) => metadata),
    packs,
    await readHelpers(libraryFolder),
  );
}

/** What is wrong with the library beside its templates. */
async function wholeProblems(library: Library, packs: PackLibrary): Promise<Problem[]> {
  const metadata = library.templates.map((template) => template.metadata);
  const problems = await packProblems(libraryFolder, metadata, packs);
  const text = await readFile(join(projectFolder, page), "utf8").catch(() => "");
  if (text === (await pageOf(library, packs))) return problems;
  return [...problems, { file: page, reason: "is out of date; run npm run library -- --write-docs" }];
}

function optionsOrNull(args: readonly string[]): Options | null {
  try {
    return readOptions(args);
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n\n${help}`);
    return null;
  }
}

try {
  const options = optionsOrNull(process.argv.slice(2));
  process.exitCode = options === null ? 2 : (await main(options)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
