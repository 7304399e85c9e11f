import { getOwn, isArray, isObject, type Json, type JsonObject, parseJson } from "@/lib/domain/json";
import type { RegoVersion } from "@/lib/engine/types";
import { InvalidLine, invalidField } from "./answers";
import { itemTexts, memberTexts } from "./json-slice";

/** An object of a line: parsed, and as it was written. */
export interface LineObject {
  readonly value: JsonObject;
  readonly json: string;
}

export interface TemplateRequest {
  readonly type: "template";
  readonly idText: string;
  readonly template: string;
  readonly parameters: Json;
  readonly objects: readonly LineObject[];
  readonly inventory: readonly LineObject[];
}

export interface RegoRequest {
  readonly type: "rego";
  readonly idText: string;
  readonly modules: Readonly<Record<string, string>>;
  readonly version: RegoVersion;
  /** `a/b/rule`, or a package. */
  readonly entrypoint: string;
  readonly dataJson: string;
  /** Null where the line has no `input`, which is not the input `null`. */
  readonly inputJson: string | null;
  readonly strictErrors: boolean;
}

export type Request = TemplateRequest | RegoRequest;

/** A line that was read, or what is wrong with it. `idText` is the JSON text of its id, `null` where it has none. */
export type ParsedLine =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly idText: string; readonly fault: InvalidLine };

/** Reads one line of a batch. Never throws for what is in the line. */
export function parseLine(text: string): ParsedLine {
  let idText = "null";
  try {
    const value = parseText(text);
    const texts = memberTexts(text);
    idText = texts.get("id") ?? "null";
    if (!Object.hasOwn(value, "id")) throw invalidField("id", "A value is required.");
    return { ok: true, request: toRequest(idText, value, texts) };
  } catch (cause) {
    if (cause instanceof InvalidLine) return { ok: false, idText, fault: cause };
    throw cause;
  }
}

/** What the parser adds to the position: to it, every line is the first. */
const PLACE_IN_TEXT = / \(line \d+ column \d+\)/;

function parseText(text: string): JsonObject {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidLine(`The line is not JSON: ${reason.replace(PLACE_IN_TEXT, "")}`);
  }
  if (!isObject(value)) throw new InvalidLine("The line is not a JSON object.");
  return value;
}

function toRequest(idText: string, value: JsonObject, texts: ReadonlyMap<string, string>): Request {
  const hasTemplate = Object.hasOwn(value, "template");
  const hasRego = Object.hasOwn(value, "rego");
  if (hasTemplate && hasRego) throw invalidField("rego", "A line has either a template or Rego, not both.");
  if (hasRego) return regoRequest(idText, value, texts);
  const template = getOwn(value, "template");
  if (typeof template !== "string") {
    const found = hasTemplate ? "Must be text." : "A value is required.";
    throw invalidField("template", found);
  }
  return {
    type: "template",
    idText,
    template,
    parameters: getOwn(value, "parameters") ?? {},
    objects: objectsOf("objects", value, texts, true),
    inventory: objectsOf("inventory", value, texts, false),
  };
}

function objectsOf(
  name: string,
  value: JsonObject,
  texts: ReadonlyMap<string, string>,
  required: boolean,
): LineObject[] {
  const list = getOwn(value, name);
  if (list == null && !required) return [];
  if (list === undefined) throw invalidField(name, "A value is required.");
  if (!isArray(list)) throw invalidField(name, "Must be a list of objects.");
  const json = itemTexts(texts.get(name) ?? "[]");
  return list.map((item, index) => {
    if (!isObject(item)) throw invalidField(`${name}[${index}]`, "Must be an object.");
    return { value: item, json: json[index] ?? "null" };
  });
}

function regoRequest(idText: string, value: JsonObject, texts: ReadonlyMap<string, string>): RegoRequest {
  const rego = getOwn(value, "rego");
  if (!isObject(rego)) throw invalidField("rego", "Must be an object.");
  const version = getOwn(rego, "version") ?? "v1";
  if (version !== "v0" && version !== "v1") throw invalidField("rego.version", "Must be v0 or v1.");
  const entrypoint = getOwn(rego, "entrypoint");
  if (typeof entrypoint !== "string" || entrypoint === "")
    throw invalidField("rego.entrypoint", "Must name a rule, such as a/p.");
  const strictErrors = getOwn(value, "strictErrors") ?? false;
  if (typeof strictErrors !== "boolean") throw invalidField("strictErrors", "Must be true or false.");
  if (!isObject(getOwn(value, "data") ?? {})) throw invalidField("data", "Must be an object.");
  return {
    type: "rego",
    idText,
    modules: modulesOf(getOwn(rego, "modules")),
    version,
    entrypoint,
    dataJson: getOwn(value, "data") == null ? "{}" : (texts.get("data") ?? "{}"),
    inputJson: texts.get("input") ?? null,
    strictErrors,
  };
}

function modulesOf(modules: Json | undefined): Record<string, string> {
  if (!isObject(modules)) throw invalidField("rego.modules", "Must be an object: file name → Rego.");
  if (Object.keys(modules).length === 0) throw invalidField("rego.modules", "Must hold at least one module.");
  const entries = Object.entries(modules).map(([name, text]): [string, string] => {
    if (typeof text !== "string")
      throw invalidField(`rego.modules[${JSON.stringify(name)}]`, "Must be text.");
    return [name, text];
  });
  return Object.fromEntries(entries);
}
