import fc from "fast-check";

/** A module of generated rules, and the input they are evaluated with. */
export interface GeneratedModule {
  readonly rego: string;
  readonly inputJson: string;
}

const FIELDS = ["a", "b", "list", "map", "text", "n", "deep", "missing", "__proto__", "constructor"];
const leaf = fc.oneof(
  fc.constantFrom(
    "1",
    "0",
    "-1",
    "2.5",
    "1e3",
    '"x"',
    '""',
    '"a.b"',
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "set()",
  ),
  fc.constantFrom(...FIELDS).map((field) => `input[${JSON.stringify(field)}]`),
  fc.constantFrom("input", "input.list[0]", "input.map.k", "input.deep[0]", "data.given.x", "helper"),
);

/** Built-ins with operands of any type: what comes from `input` is checked when it is evaluated. */
const CALLS_1 = [
  "count",
  "sum",
  "max",
  "min",
  "sort",
  "to_number",
  "type_name",
  "json.marshal",
  "lower",
  "abs",
];
const CALLS_2 = [
  "concat",
  "split",
  "contains",
  "startswith",
  "array.concat",
  "object.union",
  "trim",
  "indexof",
];
const CALLS_3 = ["replace", "object.get", "substring", "array.slice"];

interface Names {
  readonly k: string;
  readonly v: string;
}

/** Variables get a name of their own at each level: what holds another comprehension is longer than it. */
function comprehension(
  over: fc.Arbitrary<string>,
  body: fc.Arbitrary<string>,
  write: (names: Names, over: string, body: string) => string,
): fc.Arbitrary<string> {
  return fc.tuple(over, body).map(([domain, text]) => {
    const level = domain.length + text.length;
    return write({ k: `k${level}`, v: `v${level}` }, domain, text);
  });
}

/** Expressions whose operands are of unknown type, so that the compiler has nothing to refuse. */
const expression = fc.letrec<{ value: string }>((tie) => {
  const value = tie("value");
  const any = value.map((text) => `id(${text})`);
  return {
    value: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      leaf,
      fc
        .tuple(fc.constantFrom("+", "-", "*", "/", "%", "&", "|"), any, any)
        .map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), any, any)
        .map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom(...CALLS_1), any).map(([name, a]) => `${name}(${a})`),
      fc.tuple(fc.constantFrom(...CALLS_2), any, any).map(([name, a, b]) => `${name}(${a}, ${b})`),
      fc
        .tuple(fc.constantFrom(...CALLS_3), any, any, any)
        .map(([name, a, b, c]) => `${name}(${a}, ${b}, ${c})`),
      fc
        .tuple(fc.constantFrom("%v", "%s", "%d", "%q", "%5.2f|"), value)
        .map(([f, a]) => `sprintf("${f}", [${a}])`),
      fc.array(value, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc.array(value, { minLength: 1, maxLength: 3 }).map((items) => `{${items.join(", ")}}`),
      fc.tuple(value, value).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
      comprehension(
        any,
        value,
        ({ k, v }, over, body) => `sort([[${k}, ${v}, ${body}] | some ${k}, ${v} in ${over}])`,
      ),
      comprehension(any, value, ({ v }, over, body) => `{${v} | some ${v} in ${over}; ${body} != null}`),
      comprehension(
        any,
        value,
        ({ k, v }, over, body) => `{${k}: ${v} | some ${k}, ${v} in ${over}; ${body} != false}`,
      ),
      fc.tuple(any, any).map(([item, over]) => `(${item} in ${over})`),
      fc
        .tuple(any, fc.constantFrom(...FIELDS))
        .map(([base, field]) => `object.get(${base}, "${field}", "none")`),
    ),
  };
}).value;

const body = fc.oneof(
  expression.map((text) => `x := ${text}`),
  fc.tuple(expression, expression).map(([a, b]) => `x := id(${a})\n\tid(${b}) != "no"`),
  fc.tuple(expression, expression).map(([a, b]) => `not id(${a}) == 1\n\tx := ${b}`),
  fc
    .tuple(expression, expression)
    .map(([a, b]) => `every each in id(${a}) { each != id(${b}) }\n\tx := "every"`),
  fc
    .tuple(expression, expression)
    .map(([a, b]) => `x := other with input as id(${a}) with data.given as {"x": ${b}}`),
);

/**
 * Rules that show in which order members are met. OPA's Wasm meets those of an object in an order of its own. A set that is
 * written out with comprehensions in it is left out: OPA orders it by these, not by their values.
 */
const ordered = expression
  .filter((over) => !over.includes(" | some "))
  .map((over) => `[[k, v] | some k, v in id(${over})]`);

/** Rules whose names start like this are not compared for the sandbox. */
export const orderedPrefix = "ordered";

const rule = fc.oneof(
  { weight: 4, arbitrary: body.map((text) => (name: string) => `${name} := x if {\n\t${text}\n}`) },
  { weight: 2, arbitrary: body.map((text) => (name: string) => `${name} contains x if {\n\t${text}\n}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(body, body).map(
      ([a, b]) =>
        (name: string) =>
          `default ${name} := "default"\n\n${name} := x if {\n\t${a}\n} else := x if {\n\t${b}\n}`,
    ),
  },
);

const document = fc.record({
  a: fc.jsonValue({ maxDepth: 2 }),
  b: fc.constantFrom(0, 1, -0.5, 1e21, "1", "x", "ü", "🙂", null, true, [], {}),
  list: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom("x", "y", null, 1.5)), {
    maxLength: 4,
  }),
  map: fc.dictionary(fc.constantFrom("k", "l", "a.b", "", "é"), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 3,
  }),
  text: fc.string({ maxLength: 12 }),
  n: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })),
  deep: fc.array(fc.record({ name: fc.string({ maxLength: 3 }), on: fc.boolean() }), { maxLength: 3 }),
});

/** The identity, which hides from the compiler what type a value has, and rules that others may mock. */
const PRELUDE = `package generated

id(x) := x

helper := {"h": input.a}

other := [input, data.given.x]
`;

export const generatedModules: fc.Arbitrary<GeneratedModule> = fc
  .record({
    rules: fc.array(rule, { minLength: 18, maxLength: 18 }),
    orders: fc.array(ordered, { minLength: 2, maxLength: 2 }),
    input: document,
  })
  .map(({ rules, orders, input }) => ({
    rego: [
      PRELUDE.trimEnd(),
      ...rules.map((make, index) => make(`r${index}`)),
      ...orders.map((text, index) => `${orderedPrefix}${index} := ${text}`),
      "",
    ].join("\n\n"),
    inputJson: JSON.stringify(input),
  }));
