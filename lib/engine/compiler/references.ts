import { getOwn, isObject, type Json } from "../../domain/json";
import { jsonElements } from "../json-text";
import type { DataReference, ModuleContents } from "../types";
import { headName, packagePath } from "./entrypoint";

/**
 * What a module is called, which rules it has and which documents below `data` it names, read from its syntax tree as
 * `opa parse --format json` prints it. Places are 0 where the tree was printed without locations.
 *
 * A name that a rule declares for itself hides the import of that name in the whole rule, though the compiler hides it only
 * below the declaration: a reference is rather missed than misread.
 */
export function contentsOf(tree: Json): ModuleContents {
  const rules = jsonElements(getOwn(tree, "rules"));
  const imports = jsonElements(getOwn(tree, "imports")).flatMap(importOf);
  const aliases = new Map(imports.map(({ alias, reference }) => [alias, reference.path]));
  const read = rules.map((rule) => readRule(rule, aliases));
  const steps = jsonElements(getOwn(getOwn(tree, "package"), "path"));
  return {
    package: { path: packagePath(tree) ?? [], ...placeOf(steps[1] ?? null) },
    rules: [...new Set(rules.map(headName).filter((name) => name !== null))],
    imports: imports.map(({ reference }) => reference),
    references: read.flatMap(({ references }) => references),
    replaced: read.flatMap(({ replaced }) => replaced),
  };
}

interface Import {
  readonly alias: string;
  readonly reference: DataReference;
}

/** Imports of `input` and of keywords name no document. */
function importOf(item: Json): Import[] {
  const path = getOwn(item, "path") ?? null;
  const reference = referenceOf(path, new Map());
  const alias = getOwn(item, "alias") ?? reference?.path.at(-1);
  return reference === null || typeof alias !== "string" ? [] : [{ alias, reference }];
}

type Aliases = ReadonlyMap<string, readonly string[]>;

function readRule(rule: Json, imported: Aliases) {
  const own = declaredIn(rule);
  const targets = new Set(
    nodesOf(rule).flatMap((node) =>
      jsonElements(getOwn(node, "with")).map((item) => getOwn(item, "target") ?? null),
    ),
  );
  const references: DataReference[] = [];
  const replaced: DataReference[] = [];
  for (const node of nodesOf(rule)) {
    const reference = referenceOf(node, imported, own);
    if (reference !== null) (targets.has(node) ? replaced : references).push(reference);
  }
  return { references, replaced: replaced.map(({ path }) => path) };
}

const nothing: ReadonlySet<string> = new Set();

/** @param hidden names that are not those of imports here */
function referenceOf(node: Json, aliases: Aliases, hidden = nothing): DataReference | null {
  if (!isObject(node) || node.type !== "ref") return null;
  const [head = null, ...rest] = jsonElements(node.value);
  const name = variableName(head);
  if (name === null) return null;
  const base = name === "data" ? [] : hidden.has(name) ? undefined : aliases.get(name);
  if (base === undefined) return null;
  const path = [...base];
  for (const step of rest) {
    const value = getOwn(step, "value");
    if (getOwn(step, "type") !== "string" || typeof value !== "string") break;
    path.push(value);
  }
  return { path, importedAs: name === "data" ? null : name, ...placeOf(node) };
}

function variableName(node: Json): string | null {
  const name = getOwn(node, "value");
  return getOwn(node, "type") === "var" && typeof name === "string" ? name : null;
}

function placeOf(node: Json): { line: number; column: number } {
  const location = getOwn(node, "location");
  const [line, column] = [getOwn(location, "row"), getOwn(location, "col")];
  return { line: typeof line === "number" ? line : 0, column: typeof column === "number" ? column : 0 };
}

/** Names that a rule declares: its arguments, and those of `:=`, `some` and `every`. */
function declaredIn(rule: Json): Set<string> {
  const names = new Set<string>();
  const seen = new Set<Json>();
  const declare = (node: Json = null): void => addVariables(node, names, seen);
  for (const node of nodesOf(rule)) {
    declare(getOwn(node, "args"));
    const terms = getOwn(node, "terms");
    declare(getOwn(terms, "symbols"));
    if (getOwn(terms, "domain") !== undefined) {
      declare(getOwn(terms, "key"));
      declare(getOwn(terms, "value"));
    }
    const [operator, declared] = jsonElements(terms);
    const [name = null] = jsonElements(getOwn(operator, "value"));
    if (variableName(name) === "assign") declare(declared);
  }
  return names;
}

/**
 * Adds the variables that stand for themselves; the one that a reference begins with is read, not declared.
 *
 * @param seen nodes that were walked before, so that declarations inside of declarations cost no more than the tree
 */
function addVariables(tree: Json, names: Set<string>, seen: Set<Json>): void {
  const pending: Json[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    const name = variableName(node);
    if (name !== null) names.add(name);
    const isReference = getOwn(node, "type") === "ref";
    const children = isReference ? jsonElements(getOwn(node, "value")).slice(1) : childrenOf(node);
    for (const child of children) pending.push(child);
  }
}

/** Every object of a syntax tree but its locations. */
function nodesOf(tree: Json): Json[] {
  const found: Json[] = [];
  const pending: Json[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isObject(node)) found.push(node);
    for (const child of childrenOf(node)) pending.push(child);
  }
  return found;
}

function childrenOf(node: Json): readonly Json[] {
  if (!isObject(node)) return jsonElements(node);
  return Object.entries(node).flatMap(([key, child]) => (key === "location" ? [] : [child]));
}
