import { isObject, getOwn, type Json } from "../../domain/json";
import { jsonElements } from "../json-text";
import type { Diagnostic } from "../types";
import { plainDiagnostic } from "./diagnostics";

/** One parsed module: its file name, its text, and the syntax tree as `opa parse --format json` prints it. */
export interface ParsedModule {
  readonly name: string;
  readonly text: string;
  readonly tree: Json;
}

export interface Entrypoint {
  /** `a/b/violation` */
  readonly path: string;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
}

const RULE = "violation";
const MAIN_MODULE = "template.rego";
const HOW_TO_ADD =
  'Add a rule `violation[result] { … result = {"msg": "what is wrong"} }` (Rego v1: `violation contains result if { … }`)';

/**
 * Finds the rule a template is judged by: `violation` in the module called `template.rego`, or else in the first
 * module that has one. It must be a set; a template that has only `deny`, or a `violation` of another kind, is told
 * what to write instead.
 */
export function findEntrypoint(modules: readonly ParsedModule[]): Entrypoint | Diagnostic {
  const main =
    modules.find((module) => module.name === MAIN_MODULE) ??
    modules.find((module) => violationHeads(module).length > 0);
  const heads = main === undefined ? [] : violationHeads(main);
  if (main === undefined || heads.length === 0) return missingRule(main ?? modules[0]);
  if (!heads.every(isSetHead)) return placed(main, "violation_not_a_set", notASetSentence());
  const path = packagePath(main.tree);
  if (path === null)
    return plainDiagnostic("no_package", "The package name has a part that is not a plain name.", main.name);
  return givenEntrypoint(modules, [...path, RULE].map(encodeURIComponent).join("/"));
}

/** A rule that the caller has chosen: `a/b/rule`. */
export function givenEntrypoint(modules: readonly ParsedModule[], path: string): Entrypoint {
  return {
    path,
    readsReview: modules.some((module) => mentions(module.tree, "review")),
    readsInventory: modules.some((module) => mentions(module.tree, "inventory")),
  };
}

function missingRule(module: ParsedModule | undefined): Diagnostic {
  const hasDeny =
    module !== undefined &&
    jsonElements(getOwn(module.tree, "rules")).some((rule) => headName(rule) === "deny");
  const renamed = hasDeny ? "The rule `deny` is not read: rename it to `violation`. " : "";
  const message = `${renamed}The template has no rule named \`${RULE}\`. ${HOW_TO_ADD}.`;
  if (module === undefined) return plainDiagnostic("no_violation_rule", message);
  return placed(module, "no_violation_rule", message, hasDeny ? "deny" : null);
}

function notASetSentence(): string {
  return `The rule \`${RULE}\` must be a set of results. ${HOW_TO_ADD}.`;
}

/** Puts the diagnostic on the first line that begins with the rule's name, or on line 1. */
function placed(module: ParsedModule, code: string, message: string, rule: string | null = RULE): Diagnostic {
  const lines = module.text.split("\n");
  const found =
    rule === null ? -1 : lines.findIndex((line) => new RegExp(`^\\s*(default\\s+)?${rule}\\b`).test(line));
  return { code, message, file: module.name, line: found < 0 ? 1 : found + 1, column: 1 };
}

function violationHeads(module: ParsedModule): Json[] {
  return jsonElements(getOwn(module.tree, "rules"))
    .filter((rule) => headName(rule) === RULE)
    .map((rule) => getOwn(rule, "head") ?? null);
}

/** What a rule of a syntax tree is called, up to its first point; null where that is no name. */
export function headName(rule: Json): string | null {
  const first = jsonElements(getOwn(getOwn(rule, "head"), "ref"))[0];
  const name = getOwn(first, "value");
  return typeof name === "string" ? name : null;
}

function isSetHead(head: Json): boolean {
  const isPlainName = jsonElements(getOwn(head, "ref")).length === 1;
  return isPlainName && getOwn(head, "key") !== undefined && getOwn(head, "value") === undefined;
}

/** The package of a syntax tree without `data`; null where a part of it is not a plain name. */
export function packagePath(tree: Json): string[] | null {
  const parts = jsonElements(getOwn(getOwn(tree, "package"), "path")).slice(1);
  const names = parts.map((part) => getOwn(part, "value")).filter((part) => typeof part === "string");
  return names.length === parts.length && names.length > 0 ? names : null;
}

/**
 * Does the module hold this string constant? A rule reaches `input.review` or `data.inventory` only by naming it, in a
 * reference (`input.review`), a path (`object.get(input, ["review"], …)`) or a variable that holds the name.
 */
function mentions(tree: Json, text: string): boolean {
  const pending: Json[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isObject(node) && node.type === "string" && node.value === text) return true;
    if (typeof node === "object" && node !== null)
      for (const child of Object.values(node)) pending.push(child);
  }
  return false;
}
