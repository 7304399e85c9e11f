import { BuiltinError, isArray, isObject, RegoMap, type Value } from "../value";
import type { Members } from "./sub-schema";

/** Which draft of the standard a document follows. `hybrid` takes what any of them has. */
export type Draft = 4 | 6 | 7 | "hybrid";

interface Document {
  readonly value: Value;
  readonly draft: Draft | null;
}

const DRAFTS = new Map<string, Draft>([
  ["http://json-schema.org/draft-04/schema", 4],
  ["http://json-schema.org/draft-06/schema", 6],
  ["http://json-schema.org/draft-07/schema", 7],
]);
/** Members whose members are schemas, whatever they are called. */
const MAPS_OF_SCHEMAS = new Set(["properties", "dependencies", "patternProperties"]);

/** The parts of a schema by their identifiers. Nothing is ever loaded. */
export class SchemaPool {
  private readonly documents = new Map<string, Document>();
  /** Absolute references by the object that holds them. */
  private readonly references = new Map<Value, string>();
  readonly rootDraft: Draft | null;

  constructor(root: Value) {
    this.rootDraft = draftOf(root);
    this.register(root, "");
    this.documents.set("", { value: root, draft: this.rootDraft });
  }

  /** What a `$ref` refers to, resolved against the identifiers around it. */
  referenceOf(schema: Members): string | null {
    return this.references.get(schema) ?? null;
  }

  /** @throws BuiltinError where the reference leads nowhere, or elsewhere */
  find(reference: string): Document {
    const known = this.documents.get(reference);
    if (known !== undefined) return known;
    const hash = reference.indexOf("#");
    const base = hash < 0 ? reference : reference.slice(0, hash);
    const document = this.documents.get(base) ?? this.documents.get(`${base}#`);
    if (document === undefined) throw new BuiltinError(`remote reference loading disabled: ${reference}`);
    const found = { value: follow(document.value, reference.slice(base.length + 1)), draft: document.draft };
    this.documents.set(reference, found);
    return found;
  }

  private register(value: Value, base: string): void {
    if (isArray(value)) {
      for (const item of value) this.register(item, base);
      return;
    }
    if (!isObject(value) || value instanceof RegoMap) return;
    const id = value["id"] ?? value["$id"];
    const scope = typeof id === "string" ? resolve(base, id) : base;
    if (typeof id === "string" && scope !== "") {
      if (this.documents.has(scope)) throw new BuiltinError(`Reference already exists: "${scope}"`);
      this.documents.set(scope, { value, draft: this.rootDraft });
    }
    const reference = value["$ref"];
    if (typeof reference === "string") this.references.set(value, resolve(scope, reference));
    for (const [key, member] of Object.entries(value)) {
      if (key === "const" || key === "enum") continue;
      if (MAPS_OF_SCHEMAS.has(key) && isObject(member) && !(member instanceof RegoMap))
        for (const child of Object.values(member)) this.register(child, scope);
      else this.register(member, scope);
    }
  }
}

function draftOf(root: Value): Draft | null {
  if (typeof root === "boolean") return null;
  if (!isObject(root) || root instanceof RegoMap) throw new BuiltinError("schema is invalid");
  const name = root["$schema"];
  if (name === undefined) return null;
  if (typeof name !== "string") throw new BuiltinError("$schema must be of type string");
  return DRAFTS.get(name.replace(/#$/, "")) ?? null;
}

function resolve(base: string, reference: string): string {
  const scope = base.replace(/#.*$/s, "");
  if (reference === "") return scope;
  if (reference.startsWith("#")) return scope + (reference === "#" ? "" : reference);
  const absolute = URL.canParse(reference)
    ? reference
    : URL.canParse(reference, scope)
      ? new URL(reference, scope).href
      : reference;
  return absolute.replace(/#$/, "");
}

/** A JSON pointer in the fragment of a URI. */
function follow(document: Value, pointer: string): Value {
  let found = document;
  for (const part of decodeFragment(pointer).split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    let next: Value | undefined;
    if (isArray(found)) next = /^[0-9]+$/.test(key) ? found[Number(key)] : undefined;
    else if (isObject(found) && !(found instanceof RegoMap))
      next = Object.hasOwn(found, key) ? found[key] : undefined;
    if (next === undefined) throw new BuiltinError(`Object has no key '${key}'`);
    found = next;
  }
  return found;
}

function decodeFragment(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    throw new BuiltinError(`invalid URL escape in the reference ${pointer}`);
  }
}
