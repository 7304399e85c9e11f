import { getOwn, type Json } from "../../domain/json";
import { jsonElements, tryParseJson } from "../json-text";
import type { Diagnostic } from "../types";
import { refusalSentence } from "./forbidden";

/** Names under which the sources were written to disk → the names the author gave them. */
export type FileNames = ReadonlyMap<string, string>;

/**
 * OPA's JSON errors (`opa parse|check --format json`, on standard error) as diagnostics. Empty if the text holds none.
 *
 * @param refused built-ins left out of the capabilities: their "undefined function" gets a sentence that says why
 */
export function parseOpaErrors(text: string, names: FileNames, refused: ReadonlySet<string>): Diagnostic[] {
  const start = text.indexOf("{");
  const parsed = start < 0 ? undefined : tryParseJson(text.slice(start));
  const found = jsonElements(getOwn(parsed, "errors")).map((error) => toDiagnostic(error, names, refused));
  const seen = new Set<string>();
  return found.filter((diagnostic) => {
    const identity = JSON.stringify(diagnostic);
    return !seen.has(identity) && seen.add(identity);
  });
}

/** A diagnostic that concerns no place in a file. */
export function plainDiagnostic(code: string, message: string, file = ""): Diagnostic {
  return { code, message, file, line: 0, column: 0 };
}

function toDiagnostic(error: Json, names: FileNames, refused: ReadonlySet<string>): Diagnostic {
  const location = getOwn(error, "location");
  const written = textOf(getOwn(location, "file"));
  const message = textOf(getOwn(error, "message"));
  const undefinedFunction = /^undefined function (\S+)$/.exec(message)?.[1];
  const isRefused = undefinedFunction !== undefined && refused.has(undefinedFunction);
  return {
    code: isRefused ? "unsupported_builtin" : textOf(getOwn(error, "code")) || "compile_error",
    message: isRefused ? refusalSentence(undefinedFunction) : withOriginalNames(message, names),
    file: names.get(baseName(written)) ?? written,
    line: numberOf(getOwn(location, "row")),
    column: Math.max(1, numberOf(getOwn(location, "col"))),
  };
}

function withOriginalNames(message: string, names: FileNames): string {
  let text = message;
  for (const [written, original] of names) text = text.replaceAll(written, original);
  return text;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: Json | undefined): number {
  return typeof value === "number" ? value : 0;
}
