import { compareDecimals, parseDecimal, toInteger, toMachineInteger } from "../decimal";
import { floatFromText, floatText } from "../go/big-float";
import { marshalJson } from "../json-marshal";
import { compileRe2 } from "../regex-cache";
import { BuiltinError, isArray, isNumber, isObject, numberText, RegoMap, type Value } from "../value";
import { SchemaPool, type Draft } from "./pool";
import { emptySchema, type Bound, type Members, type SubSchema } from "./sub-schema";

const TYPES = ["array", "boolean", "integer", "number", "null", "object", "string"];
const COUNTS = ["minLength", "maxLength", "minProperties", "maxProperties", "minItems", "maxItems"] as const;

/**
 * Reads a schema of the drafts 4, 6 and 7.
 *
 * @throws BuiltinError with what is wrong about it
 */
export function compileSchema(value: Value): SubSchema {
  const pool = new SchemaPool(value);
  const root = emptySchema();
  new Reader(pool).read(value, root, pool.rootDraft ?? "hybrid");
  return root;
}

/** The text by which `const` and `enum` compare: numbers as doubles. */
export function comparableJson(value: Value): string {
  return marshalJson(value, (number) => String(Number(numberText(number))));
}

class Reader {
  private readonly referenced = new Map<string, SubSchema>();

  constructor(private readonly pool: SchemaPool) {}

  read(value: Value, schema: SubSchema, draft: Draft): void {
    if (draft !== 4 && typeof value === "boolean") {
      schema.pass = value;
      return;
    }
    const members = membersOf(value);
    if (members === null) throw new BuiltinError("Expected: Valid Schema, given: Invalid JSON");
    this.readDefinitions(members, draft);
    for (const key of ["title", "description", "$ref"]) textMember(members, key);
    const reference = this.pool.referenceOf(members);
    if (reference !== null) {
      schema.reference = this.readReference(reference, draft);
      return;
    }
    readTypes(members, schema);
    this.readObject(members, schema, draft);
    this.readArray(members, schema, draft);
    readBounds(members, schema, draft);
    readCounts(members, schema);
    readTexts(members, schema);
    readValues(members, schema, draft);
    this.readCombinations(members, schema, draft);
  }

  private readReference(reference: string, draft: Draft): SubSchema {
    const known = this.referenced.get(reference);
    if (known !== undefined) return known;
    const schema = emptySchema();
    this.referenced.set(reference, schema);
    const document = this.pool.find(reference);
    if (typeof document.value !== "boolean" && membersOf(document.value) === null)
      throw new BuiltinError("Valid Schema must be of type object");
    this.read(document.value, schema, document.draft ?? draft);
    return schema;
  }

  private child(value: Value, draft: Draft): SubSchema {
    const schema = emptySchema();
    this.read(value, schema, draft);
    return schema;
  }

  private readDefinitions(members: Members, draft: Draft): void {
    const definitions = own(members, "definitions");
    if (definitions === undefined) return;
    const schemas = membersOf(definitions);
    if (schemas === null || !Object.values(schemas).every(isSchemaLike))
      throw invalidType("Array Of Schemas", "definitions");
    for (const definition of Object.values(schemas)) this.child(definition, draft);
  }

  private readObject(members: Members, schema: SubSchema, draft: Draft): void {
    const properties = own(members, "properties");
    if (properties !== undefined) {
      const schemas = membersOf(properties);
      if (schemas === null) throw new BuiltinError("Properties must be of type object");
      for (const [name, value] of sorted(schemas)) schema.properties.set(name, this.child(value, draft));
    }
    schema.additionalProperties = this.booleanOrSchema(members, "additionalProperties", draft);
    const patterns = own(members, "patternProperties");
    if (patterns !== undefined) {
      const schemas = membersOf(patterns);
      if (schemas === null) throw invalidType("Valid Schema", "patternProperties");
      for (const [pattern, value] of sorted(schemas)) {
        if (!isPattern(pattern)) throw new BuiltinError(`Invalid regex pattern '${pattern}'`);
        schema.patternProperties.set(pattern, this.child(value, draft));
      }
    }
    const names = own(members, "propertyNames");
    if (names !== undefined && draft !== 4) {
      if (!isSchemaLike(names)) throw invalidType("Valid Schema", "patternProperties");
      schema.propertyNames = this.child(names, draft);
    }
    this.readDependencies(members, schema, draft);
  }

  private readDependencies(members: Members, schema: SubSchema, draft: Draft): void {
    const value = own(members, "dependencies");
    if (value === undefined) return;
    const dependencies = membersOf(value);
    if (dependencies === null) throw new BuiltinError("dependencies must be of type object");
    for (const [key, dependency] of sorted(dependencies)) {
      if (isSchemaLike(dependency)) schema.dependencies.set(key, this.child(dependency, draft));
      else if (isArray(dependency) && dependency.every((name) => typeof name === "string"))
        schema.dependencies.set(key, dependency);
      else throw new BuiltinError("Dependency must be of type Schema Or Array Of Strings");
    }
  }

  private readArray(members: Members, schema: SubSchema, draft: Draft): void {
    const items = own(members, "items");
    if (items !== undefined) {
      const list = isArray(items) ? items : [items];
      if (!list.every(isSchemaLike)) throw invalidType("Valid Schema/Array Of Schemas", "items");
      schema.items = list.map((item) => this.child(item, draft));
      schema.isSingleItem = !isArray(items);
    }
    schema.additionalItems = this.booleanOrSchema(members, "additionalItems", draft);
    const contains = own(members, "contains");
    if (contains !== undefined && draft !== 4) schema.contains = this.child(contains, draft);
  }

  private booleanOrSchema(members: Members, key: string, draft: Draft): boolean | SubSchema | undefined {
    const value = own(members, key);
    if (value === undefined || typeof value === "boolean") return value;
    if (!isSchemaLike(value)) throw invalidType("boolean/Valid Schema", key);
    return this.child(value, draft);
  }

  private readCombinations(members: Members, schema: SubSchema, draft: Draft): void {
    for (const key of ["oneOf", "anyOf", "allOf"] as const)
      schema[key] = listMember(members, key).map((value) => this.child(value, draft));
    const single = (key: string): SubSchema | undefined => {
      const value = own(members, key);
      if (value === undefined) return undefined;
      if (!isSchemaLike(value)) throw new BuiltinError(`${key} must be of an object`);
      return this.child(value, draft);
    };
    schema.not = single("not");
    if (draft === 4 || draft === 6) return;
    schema.condition = single("if");
    schema.consequence = single("then");
    schema.alternative = single("else");
  }
}

function readTypes(members: Members, schema: SubSchema): void {
  const value = own(members, "type");
  if (value === undefined) return;
  for (const type of isArray(value) ? value : [value]) {
    if (typeof type !== "string") throw invalidType("type", "string/Array Of Strings");
    if (!TYPES.includes(type))
      throw new BuiltinError(
        `has a primitive type that is NOT VALID -- given: /${type}/ Expected valid values are:[array boolean integer number null object string]`,
      );
    if (schema.types.includes(type)) throw new BuiltinError(`${type} type is duplicated`);
    schema.types.push(type);
  }
}

function readBounds(members: Members, schema: SubSchema, draft: Draft): void {
  const multiple = own(members, "multipleOf");
  if (multiple !== undefined) {
    if (!isNumber(multiple)) throw invalidType("Number", "multipleOf");
    if (compareDecimals(numberText(multiple), "0") <= 0)
      throw new BuiltinError("multipleOf must be strictly greater than 0");
    schema.multipleOf = boundOf(multiple);
  }
  for (const [key, exclusiveKey] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const inclusive = own(members, key);
    if (inclusive !== undefined) {
      if (!isNumber(inclusive)) throw new BuiltinError(`${key} must be of a Number`);
      schema[key] = boundOf(inclusive);
    }
    const exclusive = own(members, exclusiveKey);
    if (exclusive === undefined) continue;
    if (typeof exclusive === "boolean" && (draft === 4 || draft === "hybrid")) {
      if (schema[key] === undefined) throw new BuiltinError(`${exclusiveKey} cannot be used without ${key}`);
      if (exclusive) [schema[exclusiveKey], schema[key]] = [schema[key], undefined];
    } else if (isNumber(exclusive) && draft !== 4) schema[exclusiveKey] = boundOf(exclusive);
    else
      throw invalidType(
        draft === 4 ? "boolean" : draft === "hybrid" ? "boolean/number" : "number",
        exclusiveKey,
      );
  }
}

function boundOf(value: Value): Bound {
  const text = isNumber(value) ? numberText(value) : "0";
  return {
    value: parseDecimal(text) ?? { coefficient: 0n, exponent: 0 },
    text: floatText(floatFromText(text), false),
  };
}

function readCounts(members: Members, schema: SubSchema): void {
  for (const key of COUNTS) {
    const value = own(members, key);
    if (value === undefined) continue;
    const text = isNumber(value) ? numberText(value) : "";
    const count = /^-?[0-9]+$/.test(text) && toInteger(text) !== null ? toMachineInteger(text) : null;
    if (count === null) throw new BuiltinError(`${key} must be of an integer`);
    if (count < 0n) throw new BuiltinError(`${key} must be greater than or equal to 0`);
    schema[key] = Number(count);
  }
  for (const [low, high] of [
    ["minLength", "maxLength"],
    ["minProperties", "maxProperties"],
  ] as const)
    if ((schema[low] ?? 0) > (schema[high] ?? Infinity))
      throw new BuiltinError(`${low} cannot be greater than ${high}`);
}

function readTexts(members: Members, schema: SubSchema): void {
  schema.pattern = textMember(members, "pattern");
  if (schema.pattern !== undefined && !isPattern(schema.pattern))
    throw new BuiltinError("pattern must be a valid regex");
  schema.format = textMember(members, "format") ?? "";
}

function readValues(members: Members, schema: SubSchema, draft: Draft): void {
  for (const name of listMember(members, "required")) {
    if (typeof name !== "string") throw invalidType("string", "required");
    if (schema.required.includes(name)) throw new BuiltinError("required items must be unique");
    schema.required.push(name);
  }
  const unique = own(members, "uniqueItems");
  if (unique !== undefined && typeof unique !== "boolean")
    throw new BuiltinError("uniqueItems must be of a boolean");
  schema.isUnique = unique ?? false;
  const constant = own(members, "const");
  if (constant !== undefined && draft !== 4) schema.constant = comparableJson(constant);
  if (own(members, "enum") === undefined) return;
  schema.options = listMember(members, "enum").map(comparableJson);
  if (new Set(schema.options).size < schema.options.length)
    throw new BuiltinError("enum items must be unique");
}

function own(members: Members, key: string): Value | undefined {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function membersOf(value: Value): Members | null {
  return isObject(value) && !(value instanceof RegoMap) ? value : null;
}

function sorted(members: Members): [string, Value][] {
  return Object.entries(members).sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function isSchemaLike(value: Value): boolean {
  return typeof value === "boolean" || membersOf(value) !== null;
}

function textMember(members: Members, key: string): string | undefined {
  const value = own(members, key);
  if (value !== undefined && typeof value !== "string") throw invalidType("string", key);
  return value;
}

function listMember(members: Members, key: string): readonly Value[] {
  const value = own(members, key) ?? [];
  if (!isArray(value)) throw new BuiltinError(`${key} must be of an array`);
  return value;
}

function isPattern(pattern: string): boolean {
  try {
    compileRe2(pattern);
    return true;
  } catch {
    return false;
  }
}

function invalidType(expected: string, given: string): BuiltinError {
  return new BuiltinError(`Invalid type. Expected: ${expected}, given: ${given}`);
}
