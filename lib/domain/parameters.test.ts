import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValues } from "./arbitraries.test-support";
import { isObject, type Json, jsonEqual, parseJson } from "./json";
import { defaultsOf, validateParameters, validateSchema } from "./parameters";

const schema: Json = {
  type: "object",
  required: ["namespace"],
  properties: {
    namespace: { type: "string", title: "Namespace", minLength: 1, maxLength: 63, pattern: "^[a-z-]*$" },
    replicas: { type: "integer", default: 2, minimum: 1, maximum: 9 },
    level: { type: "string", enum: ["low", "high"], default: "low" },
    ranges: {
      type: "array",
      minItems: 1,
      default: [{ min: 1 }],
      items: {
        type: "object",
        properties: { min: { type: "integer" }, max: { type: "integer", default: 65_535 } },
        required: ["min"],
      },
    },
    mapping: { type: "object", default: { "k8s.gcr.io": "registry.k8s.io" } },
    strict: { type: "boolean" },
  },
};

function errors(values: Json): string[] {
  const result = validateParameters(schema, values);
  return result.ok ? [] : result.errors.map(({ path, message }) => `${path}: ${message}`);
}

describe("validateParameters", () => {
  test("fills in defaults, also inside lists, and keeps what was given", () => {
    expect(
      validateParameters(schema, { namespace: "test", ranges: [{ min: 5 }, { min: 6, max: 7 }] }),
    ).toEqual({
      ok: true,
      values: {
        namespace: "test",
        replicas: 2,
        level: "low",
        ranges: [
          { min: 5, max: 65_535 },
          { min: 6, max: 7 },
        ],
        mapping: { "k8s.gcr.io": "registry.k8s.io" },
      },
    });
  });

  test("says in sentences what is wrong with every field", () => {
    expect(
      errors({
        namespace: 1,
        replicas: 2.5,
        level: "mid",
        ranges: [{ min: "x", mox: 1 }],
        strict: "yes",
        mapping: [],
      }),
    ).toEqual([
      "namespace: Expected a text, but found a number.",
      "replicas: Expected a whole number, but found a number with a fraction.",
      "level: Must be one of: low, high.",
      "ranges[0].min: Expected a whole number, but found a text.",
      "ranges[0].mox: There is no field of this name.",
      "strict: Expected true or false, but found a text.",
      "mapping: Expected an object, but found a list.",
    ]);
    expect(errors({ namespace: "", replicas: 0, ranges: [] })).toEqual([
      "namespace: Must not be empty.",
      "replicas: Must be at least 1.",
      "ranges: Must have at least 1 item.",
    ]);
    expect(errors({ namespace: "A".repeat(64), replicas: 10 })).toEqual([
      "namespace: Must have at most 63 characters.",
      "namespace: Must match the pattern ^[a-z-]*$",
      "replicas: Must be at most 9.",
    ]);
  });

  test("a required parameter without a value is named", () => {
    expect(errors({})).toEqual(["namespace: A value is required."]);
    expect(errors(null)).toEqual(["namespace: A value is required."]);
    expect(errors([])).toEqual([": Expected an object, but found a list."]);
  });

  test("unknown parameters are refused, whatever their names, unless the schema says otherwise", () => {
    expect(errors({ namespace: "a", "name.space": 1 })).toEqual([
      '["name.space"]: There is no parameter of this name.',
    ]);
    expect(errors(parseJson('{"namespace":"a","__proto__":1,"constructor":2}'))).toHaveLength(2);
    expect(validateParameters({}, { a: 1 }).ok).toBe(false);
    expect(validateParameters({ additionalProperties: { type: "string" } }, { a: "x" }).ok).toBe(true);
    expect(validateParameters({ additionalProperties: { type: "string" } }, { a: 1 }).ok).toBe(false);
  });

  test("text is measured in characters, not in code units", () => {
    const short: Json = { properties: { a: { type: "string", maxLength: 1 } } };
    expect(validateParameters(short, { a: "🙂" }).ok).toBe(true);
  });

  test("matches patterns with the engine it is given", () => {
    const engine = (pattern: string) => ({ test: (text: string) => text === pattern });
    expect(
      validateParameters({ properties: { a: { type: "string", pattern: "(" } } }, { a: "(" }, { engine }).ok,
    ).toBe(true);
  });

  test("neither schema nor values are changed", () => {
    const values = { namespace: "a", ranges: [{ min: 1 }] };
    const before = JSON.stringify([schema, values]);
    validateParameters(schema, values);
    expect(JSON.stringify([schema, values])).toBe(before);
  });

  const leaf = fc.oneof(
    fc.record({
      type: fc.constant("string"),
      minLength: fc.nat(3),
      maxLength: fc.integer({ min: 3, max: 6 }),
    }),
    fc.record({ type: fc.constant("string"), pattern: fc.constantFrom("^a", "b$", "[0-9]") }),
    fc.record({
      type: fc.constantFrom("integer", "number"),
      minimum: fc.integer({ min: -3, max: 0 }),
      maximum: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({ type: fc.constant("boolean") }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom<Json>("x", 3, null, true), { minLength: 1 }) }),
  );
  const nested = fc.oneof(
    leaf,
    fc.record({
      type: fc.constant("array"),
      items: leaf,
      minItems: fc.nat(1),
      maxItems: fc.integer({ min: 1, max: 3 }),
      uniqueItems: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("object"),
      properties: fc.record({ a: leaf }),
      required: fc.subarray(["a"]),
      additionalProperties: fc.boolean(),
    }),
  );
  const schemas = fc.record({
    type: fc.constant("object"),
    properties: fc.record({ a: nested, b: nested }),
    required: fc.subarray(["a", "b"]),
    additionalProperties: fc.boolean(),
  });
  const values = fc.dictionary(
    fc.constantFrom("a", "b", "c"),
    fc.oneof(
      jsonValues,
      fc.constantFrom<Json>("abc", "3", 2, 0.5, true, [], [1, 1], ["a"]),
      fc.dictionary(fc.constantFrom("a", "z"), fc.constantFrom<Json>("x", 1, true)),
    ),
    { noNullPrototype: true },
  );

  test("accepts and refuses the same values as Ajv does", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    fc.assert(
      fc.property(schemas, values, (anySchema, value) => {
        const own = parseJson(JSON.stringify(anySchema));
        const accepts = ajv.compile(isObject(own) ? own : {})(value);
        expect(validateParameters(own, value).ok).toBe(accepts);
      }),
      { numRuns: 300 },
    );
  });
});

describe("defaultsOf", () => {
  test("has a value for each parameter with a default and no other", () => {
    expect(defaultsOf(schema)).toEqual({
      replicas: 2,
      level: "low",
      ranges: [{ min: 1, max: 65_535 }],
      mapping: { "k8s.gcr.io": "registry.k8s.io" },
    });
    expect(defaultsOf({})).toEqual({});
  });

  test("checking the defaults fills in nothing more", () => {
    const result = validateParameters({ ...schema, required: [] }, defaultsOf(schema));
    expect(result.ok && jsonEqual(result.values, defaultsOf(schema))).toBe(true);
  });
});

describe("validateSchema", () => {
  const problems = (parameter: Json) =>
    validateSchema({ properties: { a: parameter } }).map(({ path, message }) => `${path}: ${message}`);

  test("finds nothing wrong with a good schema", () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(validateSchema({})).toEqual([]);
    expect(problems({ type: "string", "x-note": 1, format: "uri", examples: ["a"] })).toEqual([]);
  });

  test.each<[Json, string]>([
    [{}, "properties.a: The parameter needs a type: string, integer, number, boolean, array, object."],
    ["x", "properties.a: A schema must be an object."],
    [
      { type: "text" },
      "properties.a.type: The type must be one of: string, integer, number, boolean, array, object.",
    ],
    [{ type: "string", oneOf: [] }, "properties.a.oneOf: This keyword is not supported."],
    [{ type: "string", constructor: 1 }, "properties.a.constructor: This keyword is not supported."],
    [{ type: "string", minimum: 1 }, "properties.a.minimum: This keyword is not for the type string."],
    [{ type: "string", pattern: "(" }, "properties.a.pattern: Must be a regular expression."],
    [
      { type: "string", minLength: 3, maxLength: 2 },
      "properties.a.minLength: Must not be more than maxLength.",
    ],
    [{ type: "string", minLength: -1 }, "properties.a.minLength: Must be a whole number from 0."],
    [{ type: "string", enum: [] }, "properties.a.enum: Must be a list of at least one value."],
    [{ type: "string", enum: ["a", "a"] }, "properties.a.enum: Must not list a value twice."],
    [
      { type: "string", enum: [1] },
      "properties.a.enum: 1 is not a right value: Expected a text, but found a number.",
    ],
    [
      { type: "integer", default: "1" },
      "properties.a.default: The default is not a right value: Expected a whole number, but found a text.",
    ],
    [
      { type: "array", items: { type: "string", minimum: 1 } },
      "properties.a.items.minimum: This keyword is not for the type string.",
    ],
    [
      { type: "object", required: ["x"] },
      'properties.a.required: There is no property "x" that could be required.',
    ],
    [
      { type: "object", additionalProperties: 1 },
      "properties.a.additionalProperties: A schema must be an object.",
    ],
    [{ type: "string", title: 1 }, "properties.a.title: Must be a text."],
  ])("refuses %j", (parameter, message) => {
    expect(problems(parameter)).toEqual([message]);
  });

  test("refuses what is no object schema", () => {
    expect(validateSchema([])).toHaveLength(1);
    expect(validateSchema({ type: "string" })).toMatchObject([{ path: "type" }]);
  });

  test("any JSON is answered without an exception, however deep", () => {
    fc.assert(fc.property(jsonValues, (value) => Array.isArray(validateSchema(value))));
    let deep: Json = { type: "string" };
    for (let level = 0; level < 2_000; level += 1) deep = { type: "array", items: deep };
    expect(problems(deep)).toEqual([expect.stringContaining("12 levels deep")]);
  });
});
