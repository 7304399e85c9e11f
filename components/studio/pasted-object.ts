import { type Document, parseAllDocuments } from "yaml";
import { isObject, type JsonObject, parseJson } from "@/lib/domain/json";

export interface PastedFault {
  readonly ok: false;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type PastedObject =
  { readonly ok: true; readonly object: JsonObject; readonly note: string | null } | PastedFault;

export type PastedObjects = { readonly ok: true; readonly objects: readonly JsonObject[] } | PastedFault;

function failed(message: string, line = 1, column = 1): PastedFault {
  return { ok: false, message, line, column };
}

/** Reads one object out of pasted YAML or JSON; null for an empty text. Aliases and tags are resolved as YAML says. */
export function readPasted(text: string): PastedObject | null {
  if (text.trim() === "") return null;
  const documents = documentsOf(text);
  const [document] = documents;
  if (document === undefined) return failed("There is no object in this text.");
  const read = objectOf(document);
  if (!read.ok) return read;
  return {
    ...read,
    note: documents.length === 1 ? null : `Only the first of ${documents.length} documents is judged.`,
  };
}

/** Reads every object of a YAML or JSON text, parted by `---`; none for an empty text. */
export function readPastedAll(text: string): PastedObjects {
  const objects: JsonObject[] = [];
  for (const document of text.trim() === "" ? [] : documentsOf(text)) {
    const read = objectOf(document);
    if (!read.ok) return read;
    objects.push(read.object);
  }
  return { ok: true, objects };
}

function documentsOf(text: string): readonly Document.Parsed[] {
  const parsed = parseAllDocuments(text);
  return (Array.isArray(parsed) ? parsed : []).filter((document) => document.contents !== null);
}

function objectOf(
  document: Document.Parsed,
): { readonly ok: true; readonly object: JsonObject } | PastedFault {
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
  return { ok: true, object };
}
