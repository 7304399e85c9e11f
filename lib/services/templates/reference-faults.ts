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
  const found = new Map<string, ReferenceFault>();
  const judge = (reference: DataReference): boolean => {
    const message = faultOf(reference.path, contents, helpers);
    if (message === null) return false;
    const fault = { message, line: reference.line, column: reference.column };
    found.set(JSON.stringify(fault), fault);
    return true;
  };
  const judgeUntilEnough = (references: readonly DataReference[]): DataReference[] =>
    references.filter((reference) => found.size < faultsMax && judge(reference));
  const imports = judgeUntilEnough(contents.imports);
  // What goes wrong with an import is said there, once.
  const others = contents.references.filter(
    ({ importedAs, path: steps }) =>
      importedAs === null || !imports.some((reference) => startsWith(steps, reference.path)),
  );
  judgeUntilEnough(others.sort(byPlace));
  return [...found.values()].sort(byPlace);
}

function byPlace(a: TextPlace, b: TextPlace): number {
  return a.line - b.line || a.column - b.column;
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
      : `The template has no rule called \`${cut(rule, nameMax)}\`, so this would be undefined. It has ${listOf(contents.rules)}.`;
  return `Nothing is called \`${cut(dataPath(path), nameMax)}\`, so this would be undefined. A template reads data.inventory, its own package ${cut(dataPath(own), nameMax)} and the library's helpers, data.edict.lib.<name>.`;
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
