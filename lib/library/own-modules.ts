import type { Diagnostic, ModuleContents, ModuleReading, RegoSource, RegoVersion } from "@/lib/engine/types";
import { collectHelpers, helperModule, helperName, MissingHelper, type Helpers } from "./helpers";
import { namedHelper, referenceFaults, type KnownHelpers } from "./reference-faults";

/** The syntax of the library. */
const helperVersion: RegoVersion = "v1";

/** What the modules of a template of one's own are found with. */
export interface ModuleTools {
  readonly helpers: Helpers;
  readonly readModule: (text: string, options?: { withPlaces: boolean }) => Promise<ModuleReading>;
  /** Names of a helper's rules, by its module; null where it does not parse, which the compiler will say. */
  readonly rulesOfHelper: (module: string) => Promise<readonly string[] | null>;
}

export interface OwnModules {
  readonly source: RegoSource;
  /** What the texts name and cannot exist; such texts are not to be compiled. */
  readonly diagnostics: readonly Diagnostic[];
}

interface OwnModule {
  readonly file: string;
  readonly text: string;
  readonly regoVersion: RegoVersion;
  readonly contents: ModuleContents;
}

/**
 * The modules of a template of one's own: its texts and the library's helpers that they name, directly or through another.
 * A text that does not parse names none; the compiler says what is wrong with it.
 *
 * @param own texts by file name, the main one first
 */
export async function findOwnModules(
  tools: ModuleTools,
  own: Readonly<Record<string, string>>,
): Promise<OwnModules> {
  const readings = await Promise.all(
    Object.entries(own).map(async ([file, text]) => ({ file, text, ...(await tools.readModule(text)) })),
  );
  const alone = withVersions(
    own,
    new Map(readings.map(({ file, regoVersion }) => [file, regoVersion] as const)),
  );
  const modules = readings.flatMap(({ contents, ...rest }): OwnModule[] =>
    contents === null ? [] : [{ contents, ...rest }],
  );
  if (modules.length < readings.length) return { source: alone, diagnostics: [] };
  const names = [...tools.helpers.keys()].map(helperName);
  const named = helpersNamed(modules).filter((name) => names.includes(name));
  const diagnostics = await faultsOf(tools, modules, await knownHelpers(tools, names, named));
  if (diagnostics.length > 0) return { source: alone, diagnostics };
  return addHelpers(tools.helpers, alone, named);
}

function addHelpers(helpers: Helpers, alone: RegoSource, named: readonly string[]): OwnModules {
  const [main = ""] = Object.keys(alone.modules);
  try {
    const modules = { ...alone.modules };
    const versions = new Map(Object.keys(modules).map((file) => [file, versionOf(alone, file)] as const));
    for (const [module, text] of Object.entries(collectHelpers(helpers, main, named))) {
      // Somebody's own files may be called like the library's.
      const file = module in alone.modules ? `library/${module}` : module;
      modules[file] = text;
      versions.set(file, helperVersion);
    }
    return { source: withVersions(modules, versions), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof MissingHelper)) throw error;
    const message = `The library of this installation is broken: ${error.importer} ${error.message}.`;
    return {
      source: alone,
      diagnostics: [{ code: "unknown_document", message, file: main, line: 1, column: 1 }],
    };
  }
}

/** A source in which one module is in Rego v0 is one in v0, whose other modules are exceptions. */
function withVersions(
  modules: Readonly<Record<string, string>>,
  versions: ReadonlyMap<string, RegoVersion>,
): RegoSource {
  const regoVersion = [...versions.values()].includes("v0") ? "v0" : "v1";
  const others = [...versions].filter(([, version]) => version !== regoVersion);
  return { modules, regoVersion, ...(others.length > 0 && { otherVersions: Object.fromEntries(others) }) };
}

function versionOf({ regoVersion, otherVersions }: RegoSource, file: string): RegoVersion {
  return otherVersions?.[file] ?? regoVersion;
}

function helpersNamed(modules: readonly OwnModule[]): string[] {
  const references = modules.flatMap(({ contents }) => [...contents.imports, ...contents.references]);
  const names = references.map(namedHelper).filter((name) => name !== null);
  return [...new Set(names)].sort();
}

async function knownHelpers(
  { rulesOfHelper }: ModuleTools,
  names: readonly string[],
  named: readonly string[],
): Promise<KnownHelpers> {
  const entries = names.map(async (name) => {
    const rules = named.includes(name) ? await rulesOfHelper(helperModule(name)) : null;
    return [name, rules] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Places are read only where something is wrong. Where a text with its places is too large, it is said without them. */
async function faultsOf(
  { readModule }: ModuleTools,
  modules: readonly OwnModule[],
  helpers: KnownHelpers,
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { file, text, contents } of modules) {
    const others = modules.filter((module) => module.file !== file).map((module) => module.contents);
    if (referenceFaults(contents, helpers, others).length === 0) continue;
    const placed = (await readModule(text, { withPlaces: true })).contents ?? contents;
    for (const { message, line, column } of referenceFaults(placed, helpers, others))
      found.push({
        code: "unknown_document",
        message,
        file,
        line: Math.max(line, 1),
        column: Math.max(column, 1),
      });
  }
  return found;
}
