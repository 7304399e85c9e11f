import { parseAllDocuments, type Document } from "yaml";
import { formatGoFloat } from "./go/float";
import { textOperand, type Builtins } from "./operands";
import { marshalYaml } from "./yaml-marshal";
import { indentContinuations } from "./yaml-continuation";
import { readAsGo, refuseText } from "./yaml-go";
import { BuiltinError, numberFromText, type Value } from "./value";

/** Aliases that a document may expand to, so that a small text cannot become a huge value. */
const ALIASES_MAX = 1000;

/** Digits that tell every number of 32 bits from the next. */
const SINGLE_DIGITS = 9;

/** YAML's core schema. */
export const yamlBuiltins: Builtins = {
  "yaml.marshal": (ctx, value) => marshalYaml(ctx, value),
  "yaml.unmarshal": (_ctx, text) => unmarshal(textOperand(text, 1)),
  "yaml.is_valid": (_ctx, text) => typeof text === "string" && isValid(text),
};

function isValid(text: string): boolean {
  try {
    unmarshal(text);
    return true;
  } catch (cause) {
    if (cause instanceof BuiltinError) return false;
    throw cause;
  }
}

function unmarshal(given: string): Value {
  refuseText(given);
  // A lone carriage return ends a line too.
  const { documents, text } = parseDocuments(given.replaceAll(/\r(?!\n)/g, "\n"));
  const [first] = documents;
  if (first === undefined) return null;
  for (const [index, document] of documents.entries()) {
    const error = document.errors[0];
    if (index > 0 && document.contents !== null && document.directives.docStart !== true)
      throw new BuiltinError("invalid YAML: did not find expected <document start>");
    if (error !== undefined) throw new BuiltinError(`invalid YAML: ${error.message}`);
    readAsGo(document, text);
  }
  try {
    const value: unknown = first.toJS({ mapAsMap: true, maxAliasCount: ALIASES_MAX });
    return toValue(value);
  } catch (cause) {
    throw cause instanceof BuiltinError
      ? cause
      : new BuiltinError("invalid YAML: an alias cannot be resolved");
  }
}

/** Texts that go on with less indentation than YAML 1.2 asks for are rare, and looked for only where something is wrong. */
function parseDocuments(text: string): { documents: Document.Parsed[]; text: string } {
  const documents = parse(text);
  if (documents.every(({ errors }) => errors.length === 0)) return { documents, text };
  const indented = indentContinuations(text);
  return indented === text ? { documents, text } : { documents: parse(indented), text: indented };
}

function parse(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { merge: true, intAsBigInt: true, uniqueKeys: false });
  return Array.isArray(documents) ? documents : [];
}

function toValue(value: unknown): Value {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return numberFromText(String(value));
  if (typeof value === "number" && Number.isFinite(value))
    return Object.is(value, -0) ? numberFromText("-0") : value;
  if (Array.isArray(value)) return value.map(toValue);
  if (value instanceof Date) return value.toISOString().replace(/\.?0*Z$/, "Z");
  if (value instanceof Set) return Object.fromEntries(Array.from(value, (key) => [keyText(key), null]));
  if (value instanceof Map)
    return Object.fromEntries(Array.from(value, ([key, item]) => [keyText(key), toValue(item)]));
  throw new BuiltinError("invalid YAML: a value that JSON does not have");
}

/** Keys become strings, as in JSON. */
function keyText(key: unknown): string {
  if (typeof key === "string") return key;
  if (typeof key === "number") return floatKey(key);
  if (typeof key === "bigint" || typeof key === "boolean") return String(key);
  throw new BuiltinError("invalid YAML: a key that is no scalar");
}

/** Go's reader writes a float that is a key with 32 bits, and what is no number as YAML does. */
function floatKey(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return ".nan";
  if (!Number.isFinite(single)) return single < 0 ? "-.inf" : ".inf";
  for (let digits = 1; digits <= SINGLE_DIGITS; digits++) {
    const rounded = Number(single.toPrecision(digits));
    if (Math.fround(rounded) === single) return formatGoFloat(rounded, "g", -1);
  }
  return formatGoFloat(single, "g", -1);
}
