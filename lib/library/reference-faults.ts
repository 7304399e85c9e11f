import type { DataReference, ModuleContents, TextPlace } from "@/lib/engine/types";

/** Where helpers of the library are found, below `data`. */
export const helperFolder = ["edict", "lib"] as const;

/** Names of the rules of each helper, by what Rego calls it; null where they are not known. */
export type KnownHelpers = ReadonlyMap<string, readonly string[] | null>;

/** More than anybody reads at once, and few enough that no text makes an answer large. */
const faultsMax = 20;
const listedTextMax = 1_000;
const nameMax = 200;

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
 * What a module of an own template names that cannot exist. Rego takes it for undefined, so that a rule which reads it finds
 * nothing and looks as if all were well.
 *
 * @param others what the template's other modules hold, which it may name too
 */
export function referenceFaults(
  contents: ModuleContents,
  helpers: KnownHelpers,
  others: readonly ModuleContents[] = [],
): ReferenceFault[] {
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
  const modules = [contents, ...others.filter((other) => other.package.path.length > 0)];
  const found = new Map<string, ReferenceFault>();
  const judge = (reference: DataReference): boolean => {
    const message = faultOf(reference.path, modules, helpers);
    if (message === null) return false;
    const fault = { message, line: reference.line, column: reference.column };
    found.set(JSON.stringify(fault), fault);
    return true;
  };
  const judgeUntilEnough = (references: readonly DataReference[]): DataReference[] =>
    references.filter((reference) => found.size < faultsMax && judge(reference));
  const imports = judgeUntilEnough(contents.imports);
  // What goes wrong with an import is said there, once.
  const rest = contents.references.filter(
    ({ importedAs, path: steps }) =>
      importedAs === null || !imports.some((reference) => startsWith(steps, reference.path)),
  );
  judgeUntilEnough(rest.sort(byPlace));
  return [...found.values()].sort(byPlace);
}

function byPlace(a: TextPlace, b: TextPlace): number {
  return a.line - b.line || a.column - b.column;
}

/** @param modules the one that names it first */
function faultOf(
  path: readonly string[],
  modules: readonly ModuleContents[],
  helpers: KnownHelpers,
): string | null {
  const replaced = modules.flatMap((module) => module.replaced);
  if (replaced.some((other) => startsWith(path, other) || startsWith(other, path))) return null;
  if (path[0] === "inventory") return null;
  if (startsWith(path, helperFolder)) return helperFault(path.slice(helperFolder.length), helpers);
  if (modules.some((module) => startsWith(module.package.path, path))) return null;
  const holding = modules.filter((module) => startsWith(path, module.package.path));
  if (holding.length === 0)
    return `Nothing is called \`${cut(dataPath(path), nameMax)}\`, so this would be undefined. A template reads data.inventory, its own package ${cut(dataPath(modules[0]?.package.path ?? []), nameMax)} and the library's helpers, data.edict.lib.<name>.`;
  if (holding.some((module) => module.rules.includes(path[module.package.path.length] ?? ""))) return null;
  const depth = Math.max(...holding.map((module) => module.package.path.length));
  const rules = holding.flatMap((module) => (module.package.path.length === depth ? module.rules : []));
  return `The template has no rule called \`${cut(path[depth] ?? "", nameMax)}\`, so this would be undefined. It has ${listOf([...new Set(rules)])}.`;
}

function helperFault([name, rule]: readonly string[], helpers: KnownHelpers): string | null {
  if (name === undefined)
    return `Name one helper: ${dataPath(helperFolder)} holds ${listOf([...helpers.keys()])}.`;
  const rules = helpers.get(name);
  if (rules === undefined)
    return `The library has no helper called \`${cut(name, nameMax)}\`, so this would be undefined. It has ${listOf([...helpers.keys()])}.`;
  if (rule === undefined || rules === null || rules.includes(rule)) return null;
  return `The helper ${dataPath([...helperFolder, name])} has no rule called \`${cut(rule, nameMax)}\`, so this would be undefined. It has ${listOf(rules)}.`;
}

/** Names in order; of very many, those that fit. */
function listOf(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const sorted = [...names].sort();
  const text = [sorted.slice(0, -1).join(", "), ...sorted.slice(-1)].filter(Boolean).join(" and ");
  return cut(text, listedTextMax);
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)} …`;
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
