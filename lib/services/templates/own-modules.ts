import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "@/lib/contracts/api/templates";
import type { ModuleContents, ModuleReading, RegoSource, RegoVersion } from "@/lib/engine/types";
import { collectHelpers, helperModule, helperName, MissingHelper, readHelpers } from "@/lib/library/helpers";
import type { Services } from "../context";
import { oncePerFolder } from "../once-per-folder";
import {
  dataPath,
  helperFolder,
  namedHelper,
  referenceFaults,
  type KnownHelpers,
  type ReferenceFault,
} from "./reference-faults";

/** The module an own template is written in. */
export const mainModule = "template.rego";
/** The syntax of the library. */
const helperVersion: RegoVersion = "v1";

const libraryHelpers = oncePerFolder(async (libraryDir: string) => await readHelpers(libraryDir));

/** Names of a helper's rules; null where it does not parse, which the compiler will say. */
const rulesOfFile = oncePerFolder(async (file: string, services: Services) => {
  const { contents } = await services.readModule(await readFile(file, "utf8"));
  return contents?.rules ?? null;
});

/** What the library's helpers are imported as. */
export async function importableHelpers(services: Services): Promise<string[]> {
  const texts = await libraryHelpers(services.settings.libraryDir, undefined);
  return [...texts.keys()].map((module) => dataPath([...helperFolder, helperName(module)]));
}

export interface OwnModules {
  source: RegoSource;
  /** What the text names and cannot exist; such a text is not to be compiled. */
  diagnostics: Diagnostic[];
}

/**
 * The modules of an own template: its text and the library's helpers that it names, directly or through another. Text that
 * does not parse names none; the compiler says what is wrong with it.
 */
export async function ownModules(services: Services, rego: string): Promise<OwnModules> {
  const { regoVersion, contents } = await services.readModule(rego);
  const alone: RegoSource = { modules: { [mainModule]: rego }, regoVersion };
  if (contents === null) return { source: alone, diagnostics: [] };
  const texts = await libraryHelpers(services.settings.libraryDir, undefined);
  const names = [...texts.keys()].map(helperName);
  const named = helpersNamed(contents).filter((name) => names.includes(name));
  const helpers = await knownHelpers(services, names, named);
  if (referenceFaults(contents, helpers).length > 0) {
    const placed = await services.readModule(rego, { withPlaces: true });
    return { source: alone, diagnostics: placedFaults(placed, contents, helpers) };
  }
  try {
    const modules = collectHelpers(texts, mainModule, named);
    const otherVersions = Object.fromEntries(Object.keys(modules).map((name) => [name, helperVersion]));
    return {
      source: {
        modules: { ...alone.modules, ...modules },
        regoVersion,
        ...(regoVersion === helperVersion ? {} : { otherVersions }),
      },
      diagnostics: [],
    };
  } catch (error) {
    if (!(error instanceof MissingHelper)) throw error;
    const message = `The library of this installation is broken: ${error.importer} ${error.message}.`;
    return { source: alone, diagnostics: [toDiagnostic({ message, line: 1, column: 1 })] };
  }
}

function helpersNamed({ imports, references }: ModuleContents): string[] {
  const names = [...imports, ...references].map(namedHelper).filter((name) => name !== null);
  return [...new Set(names)].sort();
}

async function knownHelpers(
  services: Services,
  names: readonly string[],
  named: readonly string[],
): Promise<KnownHelpers> {
  const entries = names.map(async (name) => {
    if (!named.includes(name)) return [name, null] as const;
    const file = join(services.settings.libraryDir, helperModule(name));
    return [name, await rulesOfFile(file, services)] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Where the text with its places is too large to be read, what is wrong is said without them. */
function placedFaults(
  { contents }: ModuleReading,
  unplaced: ModuleContents,
  helpers: KnownHelpers,
): Diagnostic[] {
  return referenceFaults(contents ?? unplaced, helpers).map(toDiagnostic);
}

function toDiagnostic({ message, line, column }: ReferenceFault): Diagnostic {
  return { code: "unknown_document", message, line: Math.max(line, 1), column: Math.max(column, 1) };
}
