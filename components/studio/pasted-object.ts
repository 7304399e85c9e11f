import { parseAllDocuments } from "yaml";
import { isObject, type JsonObject, parseJson } from "@/lib/domain/json";

export type PastedObject =
  | { readonly ok: true; readonly object: JsonObject; readonly note: string | null }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

function failed(message: string, line = 1, column = 1): PastedObject {
  return { ok: false, message, line, column };
}

/** Reads one object out of pasted YAML or JSON; null for an empty text. Aliases and tags are resolved as YAML says. */
export function readPasted(text: string): PastedObject | null {
  if (text.trim() === "") return null;
  const parsed = parseAllDocuments(text);
  const documents = (Array.isArray(parsed) ? parsed : []).filter((document) => document.contents !== null);
  const [document] = documents;
  if (document === undefined) return failed("There is no object in this text.");
  const [problem] = document.errors;
  if (problem !== undefined) {
    const place = problem.linePos?.[0];
    return failed(problem.message.split("\n")[0] ?? problem.message, place?.line, place?.col);
  }
  let object;
  try {
    object = parseJson(JSON.stringify(document.toJS()));
  } catch {
    return failed("This text says something that JSON cannot carry.");
  }
  if (!isObject(object)) return failed("An entity is an object with apiVersion, kind and metadata.");
  const rest = documents.length - 1;
  return {
    ok: true,
    object,
    note: rest === 0 ? null : `Only the first of ${documents.length} documents is judged.`,
  };
}
