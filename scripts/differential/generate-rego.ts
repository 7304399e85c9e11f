import fc from "fast-check";
import { expression } from "./generate-expression";
import { FIELDS } from "./leaves";

/** A module of generated rules, and the input they are evaluated with. */
export interface GeneratedModule {
  /** File name → Rego. The rules are those of the package `generated`. */
  readonly modules: Readonly<Record<string, string>>;
  readonly inputJson: string;
}

/** Bodies that bind `x`. */
const body = fc.oneof(
  { weight: 3, arbitrary: expression.map((text) => `x := ${text}`) },
  fc.tuple(expression, expression).map(([a, b]) => `x := id(${a})\n\tid(${b}) != "no"`),
  fc.tuple(expression, expression).map(([a, b]) => `not id(${a}) == 1\n\tx := ${b}`),
  fc.tuple(expression, expression).map(([a, b]) => `not is_set(id(${a}))\n\tnot id(${b})\n\tx := "not"`),
  fc
    .tuple(expression, expression)
    .map(([a, b]) => `every each in id(${a}) { each != id(${b}) }\n\tx := "every"`),
  fc
    .tuple(expression, expression)
    .map(([a, b]) => `every key, each in id(${a}) { not id(${b}) in [key, each] }\n\tx := "every"`),
  expression.map((a) => `[x, _] = id(${a})`),
  expression.map((a) => `{"k": x, "l": _} = id(${a})`),
  fc
    .tuple(expression, fc.constantFrom(...FIELDS))
    .map(([a, key]) => `some x in id(${a})[${JSON.stringify(key)}]`),
  fc
    .tuple(expression, expression)
    .map(([a, b]) => `x := other with input as id(${a}) with data.given as {"x": ${b}}`),
  fc
    .tuple(
      fc.constantFrom("input.map.k", "input.new.key", "data.given.x", "data.given.list", "helper"),
      expression,
    )
    .map(([place, a]) => `x := [input.map, other, helper] with ${place} as id(${a})`),
  fc
    .tuple(fc.constantFrom("id", "choose", "count", "lower", "sprintf"), expression, expression)
    .map(([name, a, b]) => `mocked := id(${a})\n\tx := mine(${b}) with ${name} as mocked`),
  expression.map((a) => `x := mine(${a}) with count as mock_count with id as mock_id`),
  fc
    .tuple(expression, expression)
    .map(
      ([a, b]) =>
        `y := other with data.given.x as id(${b})\n\tz := helper with input as id(${a})\n\tx := [y, z]`,
    ),
);

/**
 * Rules that show in which order members are met. OPA's Wasm meets those of an object in an order of its own. A set that is
 * written out with comprehensions in it is left out: OPA orders it by these, not by their values.
 */
const ordered = expression
  .filter((over) => !over.includes(" | some ") && !over.includes(" | walk") && !/\{v\d+ \|/.test(over))
  .map((over) => `[[k, v] | some k, v in id(${over})]`);

/** Rules whose names start like this are not compared for the sandbox. */
export const orderedPrefix = "ordered";

/** Writes a rule under a name. */
type Rule = (name: string) => string;

const write = (rule: Rule): Rule => rule;

const rule: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 5, arbitrary: body.map((text) => write((name) => `${name} := x if {\n\t${text}\n}`)) },
  { weight: 2, arbitrary: body.map((text) => write((name) => `${name} contains x if {\n\t${text}\n}`)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(body, body, body)
      .map(([a, b, c]) =>
        write(
          (name) =>
            `default ${name} := "default"\n\n${name} := x if {\n\t${a}\n} else := [x] if {\n\t${b}\n} else := {x} if {\n\t${c}\n}`,
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(expression, body)
      .map(([over, text]) =>
        write((name) => `${name}[key] := [value, x] if {\n\tsome key, value in id(${over})\n\t${text}\n}`),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(expression, expression)
      .map(([over, other]) =>
        write(
          (name) =>
            `${name}.deep[key].x := value if some key, value in id(${over})\n\n${name}.more[key] contains value if some key, value in id(${other})`,
        ),
      ),
  },
);

const document = fc.record({
  a: fc.jsonValue({ maxDepth: 2 }),
  b: fc.constantFrom(0, 1, -0.5, 1e21, "1", "x", "ü", "🙂", null, true, [], {}),
  list: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom("x", "y", null, 1.5)), {
    maxLength: 4,
  }),
  map: fc.dictionary(
    fc.constantFrom("k", "l", "a.b", "", "é", "toString", "__proto__", "0"),
    fc.jsonValue({ maxDepth: 1 }),
    { maxKeys: 4 },
  ),
  text: fc.string({
    maxLength: 12,
    unit: fc.constantFrom("a", "b", ",", ".", " ", "/", "é", "🙂", "%", "<", "\u0000"),
  }),
  n: fc.oneof(
    fc.integer({ min: -100, max: 100 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  ),
  deep: fc.array(fc.record({ name: fc.string({ maxLength: 3 }), on: fc.boolean() }), { maxLength: 3 }),
  constructor: fc.constantFrom("c", 1, ["x"]),
});

/**
 * The identity, which hides from the compiler what type a value has, and functions that rules mock. They have a package of
 * their own: OPA's compiler refuses to answer a package with functions in it.
 */
const TOOLS = `package tools

id(_, x) := x

nested(_, x) := x

choose(_, a, b) := a if a != b

else := [b]

mine(_, x) := [id(0, x), choose(0, x, 1), count(x), lower("ABC"), sprintf("%v", [x])]

mock_count(x) := {"mocked": x}

mock_id(_, _) := 7`;

const PRELUDE = `package generated

import data.tools.choose
import data.tools.id
import data.tools.mine
import data.tools.mock_count
import data.tools.mock_id
import data.tools.nested

helper := {"h": input.a}

names contains name if some name, _ in input.map

other := [input, data.given.x]`;

export const generatedModules: fc.Arbitrary<GeneratedModule> = fc
  .record({
    rules: fc.array(rule, { minLength: 18, maxLength: 18 }),
    orders: fc.array(ordered, { minLength: 2, maxLength: 2 }),
    input: document,
  })
  .map(({ rules, orders, input }) => {
    const made = rules.map((make, index) => make(`r${index}`));
    const ordering = orders.map((text, index) => `${orderedPrefix}${index} := ${text}`);
    return {
      modules: {
        "generated.rego": [PRELUDE, ...numberedCalls([...made, ...ordering]), ""].join("\n\n"),
        "tools.rego": TOOLS,
      },
      inputJson: JSON.stringify(input),
    };
  });

/**
 * Each call of a function of ours gets a number that no other has. OPA remembers what a function answered to equal operands,
 * and would answer `1e3` where it was asked with `1000`.
 */
function numberedCalls(texts: readonly string[]): string[] {
  let number = 0;
  return texts.map((text) => text.replace(/\b(id|nested|choose|mine)\(/g, (call) => `${call}${++number}, `));
}
