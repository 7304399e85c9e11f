import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { mainModule, type Diagnostic } from "@/lib/contracts/api/templates";
import type { RegoSource } from "@/lib/engine/types";
import { helperName, readHelpers } from "@/lib/library/helpers";
import { findOwnModules } from "@/lib/library/own-modules";
import { dataPath, helperFolder } from "@/lib/library/reference-faults";
import type { Services } from "../context";
import { oncePerFolder } from "../once-per-folder";

const libraryHelpers = oncePerFolder(async (libraryDir: string) => await readHelpers(libraryDir));

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

/** The modules of an own template: its text and the library's helpers that it names, directly or through another. */
export async function ownModules(services: Services, rego: string): Promise<OwnModules> {
  const { libraryDir } = services.settings;
  const tools = {
    helpers: await libraryHelpers(libraryDir, undefined),
    readModule: services.readModule,
    rulesOfHelper: (module: string) => rulesOfFile(join(libraryDir, module), services),
  };
  const { source, diagnostics } = await findOwnModules(tools, { [mainModule]: rego });
  return {
    source,
    diagnostics: diagnostics.map(({ code, message, line, column }) => ({ code, message, line, column })),
  };
}
