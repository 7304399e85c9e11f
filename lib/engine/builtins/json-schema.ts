import { isJson, readJson } from "./json";
import { marshalJson } from "./json-marshal";
import { createLru } from "./lru";
import type { BuiltinContext, Builtins } from "./operands";
import { compileSchema } from "./schema/compile";
import type { SubSchema } from "./schema/sub-schema";
import { validateDocument } from "./schema/validate";
import { BuiltinError, isArray, isObject, type Value } from "./value";

const SCHEMAS_MAX = 50;
const compiled = createLru<SubSchema>(SCHEMAS_MAX);

/** JSON Schema, drafts 4, 6 and 7. References may lead within the schema only. */
export const jsonSchemaBuiltins: Builtins = {
  "json.verify_schema": (_ctx, schema) => {
    try {
      findSchema(jsonText(schema));
      return [true, null];
    } catch (cause) {
      if (!(cause instanceof BuiltinError)) throw cause;
      return [false, `jsonschema: ${cause.message}`];
    }
  },
  "json.match_schema": (ctx, document, schema) => match(ctx, jsonText(document), jsonText(schema)),
};

function match(ctx: BuiltinContext, document: string, schema: string): Value {
  ctx.charge?.((document.length + schema.length) / 10);
  const { isValid, errors } = validateDocument(ctx, findSchema(schema), readJson(document));
  return [
    isValid,
    errors.map(({ type, field, description }) => ({
      error: `${field}: ${description}`,
      type,
      field,
      desc: description,
    })),
  ];
}

function findSchema(text: string): SubSchema {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const schema = compileSchema(readJson(text));
  compiled.set(text, schema);
  return schema;
}

/** The JSON of an object, or a text that is JSON. */
function jsonText(value: Value): string {
  if (typeof value === "string") {
    if (!isJson(value)) throw new BuiltinError("invalid JSON string");
    return value;
  }
  if (!isObject(value) && !isArray(value)) throw new BuiltinError("wrong type, expected string or object");
  return marshalJson(value);
}
