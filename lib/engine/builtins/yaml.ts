import { parseAllDocuments } from "yaml";
import { textOperand, type Builtins } from "./operands";
import { marshalYaml } from "./yaml-marshal";
import { readAsGo, refuseText } from "./yaml-go";
import { BuiltinError, numberFromText, type Value } from "./value";

/** Aliases that a document may expand to, so that a small text cannot become a huge value. */
const ALIASES_MAX = 1000;

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

function unmarshal(text: string): Value {
  refuseText(text);
  const documents = parseAllDocuments(text, { merge: true, intAsBigInt: true, uniqueKeys: false });
  const [first] = documents;
  if (!Array.isArray(documents) || first === undefined) return null;
  for (const document of documents) {
    const error = document.errors[0];
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

function toValue(value: unknown): Value {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return numberFromText(String(value));
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(toValue);
  if (value instanceof Map)
    return Object.fromEntries(Array.from(value, ([key, item]) => [keyText(key), toValue(item)]));
  throw new BuiltinError("invalid YAML: a value that JSON does not have");
}

/** Keys become strings, as in JSON. */
function keyText(key: unknown): string {
  if (typeof key === "string") return key;
  if (typeof key === "bigint" || typeof key === "number" || typeof key === "boolean") return String(key);
  throw new BuiltinError("invalid YAML: a key that is no scalar");
}
