import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Text of the library's helpers by module: `lib/<name>.rego`, package `edict.lib.<name>` with `_` for `-`. */
export type Helpers = ReadonlyMap<string, string>;

/** Reads the helpers of a library folder; one that cannot be read is missing. */
export async function readHelpers(libraryFolder: string): Promise<Helpers> {
  const files = (await readdir(join(libraryFolder, "lib")).catch(() => [])).filter((file) =>
    file.endsWith(".rego"),
  );
  const texts = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(libraryFolder, "lib", file), "utf8").catch(() => null);
      return text === null ? [] : [[`lib/${file}`, text] as const];
    }),
  );
  return new Map(texts.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The module of the helper that Rego calls `data.edict.lib.<name>`. */
export function helperModule(name: string): string {
  return `lib/${name.replaceAll("_", "-")}.rego`;
}

/** What Rego calls the helper of a module, below `data.edict.lib`. */
export function helperName(module: string): string {
  return module.replace(/^lib\/(.*)\.rego$/, "$1").replaceAll("-", "_");
}

/** Names of the helpers that a module of the library imports, which are written one a line. */
export function importedHelpers(text: string): string[] {
  return [...text.matchAll(/^import\s+data\.edict\.lib\.(\w+)/gm)].map((match) => match[1] ?? "");
}

/**
 * The modules of these helpers and of all that they import, directly or through another, each before those that it imports.
 *
 * @param importer file of the module that imports them
 * @throws MissingHelper for one that the library has not
 */
export function collectHelpers(
  helpers: Helpers,
  importer: string,
  names: readonly string[],
): Record<string, string> {
  const modules: Record<string, string> = {};
  const pending = names.map((name) => ({ importer, module: helperModule(name) }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { module } = next;
    if (module in modules) continue;
    const text = helpers.get(module);
    if (text === undefined) throw new MissingHelper(next.importer, module);
    modules[module] = text;
    pending.unshift(
      ...importedHelpers(text).map((name) => ({ importer: module, module: helperModule(name) })),
    );
  }
  return modules;
}

/** A helper that a module imports and the library has not. */
export class MissingHelper extends Error {
  constructor(
    readonly importer: string,
    module: string,
  ) {
    super(`imports ${module}, which cannot be read`);
  }
}
