import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { isObject, type JsonObject, parseJson } from "@/lib/domain/json";
import { createCompiler, type CompilerOptions } from "@/lib/engine/compile";
import { readModule } from "@/lib/engine/read-module";
import type { CompiledUnit, Diagnostic } from "@/lib/engine/types";
import { readHelpers } from "@/lib/library/helpers";
import { findOwnModules, type ModuleTools } from "@/lib/library/own-modules";
import { InvalidLine } from "../batch/answers";
import type { BatchPolicy, Policies } from "../batch/policies";
import { UsageError, type EvalOptions } from "../options";
import type { LinkedLibrary } from "../engine/linked-library";
import { filesOf } from "./read-manifests";

/** A policy with the name people know it by. */
export interface NamedPolicy {
  readonly name: string;
  readonly severity: string | null;
  readonly policy: BatchPolicy;
}

/** Text that JSON makes of what was typed after `--parameters`. */
export function readParameters(text: string): JsonObject {
  try {
    const value = parseJson(text);
    if (isObject(value)) return value;
  } catch {
    // Told below, as for JSON of another kind.
  }
  throw new UsageError("--parameters takes a JSON object.");
}

/**
 * The built-in templates that were asked for, or all that need no parameters.
 *
 * @throws UsageError for an unknown one, or parameters that its schema refuses
 */
export function templatePolicies(
  ids: readonly string[],
  parameters: JsonObject,
  { templates }: LinkedLibrary,
  policies: Policies,
): NamedPolicy[] {
  const usable = [...templates.values()].filter(
    ({ metadata, unit }) => metadata.parameters.required.length === 0 && !("broken" in unit),
  );
  const wanted = ids.length > 0 ? ids : usable.map(({ metadata }) => metadata.id);
  return wanted.map((id) => {
    try {
      const policy = policies.find(id, ids.length > 0 ? parameters : {});
      return { name: id, severity: templates.get(id)?.metadata.severity ?? null, policy };
    } catch (cause) {
      if (cause instanceof InvalidLine) throw new UsageError(`${id}: ${cause.message}`);
      throw cause;
    }
  });
}

const EVERYTHING = [{ group: "*", kinds: ["*"] }];

/**
 * Rego of one's own: each file is a template that judges every kind; the files of a folder are one template. Like an own
 * template of the console it may name the library's helpers, and nothing else that is not its own.
 *
 * @throws UsageError for Rego that does not compile, with file and line
 */
export async function regoPolicies(
  { rego }: EvalOptions,
  parameters: JsonObject,
  options: CompilerOptions,
  libraryFolder: string,
): Promise<{ named: NamedPolicy; unit: CompiledUnit }[]> {
  if (rego.length === 0) return [];
  const compiler = createCompiler(options);
  const tools = await moduleTools(options, libraryFolder);
  const found: { named: NamedPolicy; unit: CompiledUnit }[] = [];
  for (const place of rego) {
    const modules: Record<string, string> = {};
    const files = await filesOf(place, /(?<!_test)\.rego$/);
    for (const file of files) modules[file] = await readFile(file, "utf8");
    const { source, diagnostics } = await findOwnModules(tools, modules);
    if (diagnostics.length > 0) throw faultsOf(place, diagnostics);
    const compiled = await compiler.compile(source);
    if (!compiled.ok) throw faultsOf(place, compiled.diagnostics.slice(0, 1));
    const { unit } = compiled;
    const inventory = unit.readsInventory ? { inventory: EVERYTHING } : {};
    const metadata = { targets: EVERYTHING, ...inventory };
    const policy = { key: `rego ${place}`, unitDigest: unit.digest, parameters, metadata };
    found.push({ named: { name: basename(place), severity: null, policy }, unit });
  }
  return found;
}

async function moduleTools(options: CompilerOptions, libraryFolder: string): Promise<ModuleTools> {
  const helpers = await readHelpers(libraryFolder);
  const read = (text: string, places?: { withPlaces: boolean }) => readModule(options, text, places);
  return {
    helpers,
    readModule: read,
    rulesOfHelper: async (module) => (await read(helpers.get(module) ?? "")).contents?.rules ?? null,
  };
}

function faultsOf(place: string, diagnostics: readonly Diagnostic[]): UsageError {
  const sentences = diagnostics.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  return new UsageError(sentences.length > 0 ? sentences.join("\n") : `${place} does not compile.`);
}
