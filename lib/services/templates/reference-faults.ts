import type { DataReference, ModuleContents } from "@/lib/engine/types";

/** Where helpers of the library are found, below `data`. */
export const helperFolder = ["edict", "lib"] as const;

/** Names of the rules of each helper, by what Rego calls it; null where they are not known. */
export type KnownHelpers = ReadonlyMap<string, readonly string[] | null>;

export interface ReferenceFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What Rego calls the helper that a reference names, whether or not there is one; null for other references. */
export function namedHelper({ path }: DataReference): string | null {
  return startsWith(path, helperFolder) ? (path[helperFolder.length] ?? null) : null;
}

/**
 * What an own template names that cannot exist. Rego takes it for undefined, so that a rule which reads it finds nothing
 * and looks as if all were well.
 */
export function referenceFaults(contents: ModuleContents, helpers: KnownHelpers): ReferenceFault[] {
  const { path, line, column } = contents.package;
  if (startsWith(path, helperFolder))
    return [
      {
        message: `The package ${dataPath(helperFolder)} is the library's: give the template another.`,
        line,
        column,
      },
    ];
  // Not a plain name: the compiler says so.
  if (path.length === 0) return [];
  const faulty = new Set<string>();
  const found: ReferenceFault[] = [];
  const judge = (reference: DataReference): boolean => {
    const message = faultOf(reference.path, contents, helpers);
    if (message === null) return false;
    found.push({ message, line: reference.line, column: reference.column });
    return true;
  };
  for (const reference of contents.imports) if (judge(reference)) faulty.add(dataPath(reference.path));
  // What goes wrong with an import is said there, once.
  const startsFaulty = ({ importedAs, path: steps }: DataReference): boolean =>
    importedAs !== null && steps.some((_step, index) => faulty.has(dataPath(steps.slice(0, index + 1))));
  for (const reference of contents.references) if (!startsFaulty(reference)) judge(reference);
  const seen = new Set<string>();
  return found
    .filter((fault) => !seen.has(JSON.stringify(fault)) && seen.add(JSON.stringify(fault)))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function faultOf(path: readonly string[], contents: ModuleContents, helpers: KnownHelpers): string | null {
  const own = contents.package.path;
  if (contents.replaced.some((other) => startsWith(path, other) || startsWith(other, path))) return null;
  if (path[0] === "inventory") return null;
  if (startsWith(path, helperFolder)) return helperFault(path.slice(helperFolder.length), helpers);
  if (startsWith(own, path)) return null;
  const rule = path[own.length];
  if (startsWith(path, own) && rule !== undefined)
    return contents.rules.includes(rule)
      ? null
      : `The template has no rule called \`${rule}\`, so this would be undefined. It has ${listOf(contents.rules)}.`;
  return `Nothing is called \`${dataPath(path)}\`, so this would be undefined. A template reads data.inventory, its own package ${dataPath(own)} and the library's helpers, data.edict.lib.<name>.`;
}

function helperFault([name, rule]: readonly string[], helpers: KnownHelpers): string | null {
  if (name === undefined)
    return `Name one helper: ${dataPath(helperFolder)} holds ${listOf([...helpers.keys()])}.`;
  const rules = helpers.get(name);
  if (rules === undefined)
    return `The library has no helper called \`${name}\`, so this would be undefined. It has ${listOf([...helpers.keys()])}.`;
  if (rule === undefined || rules === null || rules.includes(rule)) return null;
  return `The helper ${dataPath([...helperFolder, name])} has no rule called \`${rule}\`, so this would be undefined. It has ${listOf(rules)}.`;
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const sorted = [...names].sort();
  const last = sorted.pop() ?? "";
  return sorted.length === 0 ? last : `${sorted.join(", ")} and ${last}`;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((step, index) => path[index] === step);
}

/** A path below `data` as Rego writes it. */
export function dataPath(path: readonly string[]): string {
  return ["data", ...path].reduce((text, step) =>
    /^[A-Za-z_]\w*$/.test(step) ? `${text}.${step}` : `${text}[${JSON.stringify(step)}]`,
  );
}
