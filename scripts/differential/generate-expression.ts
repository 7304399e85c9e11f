import fc from "fast-check";
import { FIELDS, FORMATS, GLOBS, LEAVES } from "./leaves";
import { typedCalls, type Kind } from "./typed-calls";

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

/** Kinds for which no other operand may stand: loops would be endless, and texts none. */
function isClosed(kind: Kind): boolean {
  return kind === "small" || kind === "encoded";
}

type Of = (kind: Kind) => fc.Arbitrary<string>;

/** Calls whose results are of a kind. Now and then an operand is of another. */
function callsOf(kind: Kind, operand: Of): fc.Arbitrary<string>[] {
  return typedCalls
    .filter(({ result }) => result === kind)
    .map(({ name, operands }) =>
      fc.tuple(...operands.map(operand)).map((texts) => `${name}(${texts.join(", ")})`),
    );
}

/** What is no call of a built-in. */
function othersOf(kind: Kind, operand: Of): fc.Arbitrary<string>[] {
  const [value, list, set, object] = [operand("any"), operand("list"), operand("set"), operand("object")];
  const domain = fc.oneof(list, object, set, value);
  switch (kind) {
    case "text":
      return [
        fc
          .tuple(fc.constantFrom(...FORMATS), value, value)
          .map(([f, a, b]) => `sprintf("${f}", [${a}, ${b}])`),
        fc.tuple(fc.constantFrom(...FORMATS), operand("number")).map(([f, a]) => `sprintf("${f}", [${a}])`),
        fc.tuple(fc.constantFrom(...FORMATS), operand("text")).map(([f, a]) => `sprintf("${f}", [${a}])`),
      ];
    case "number": {
      const number = operand("number");
      return [
        fc
          .tuple(fc.constantFrom("+", "-", "*", "/", "%"), number, number)
          .map(([op, a, b]) => `(${a} ${op} ${b})`),
      ];
    }
    case "boolean":
      return [
        fc
          .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), value, value)
          .map(([op, a, b]) => `(${a} ${op} ${b})`),
        fc.tuple(value, domain).map(([item, over]) => `(${item} in ${over})`),
        fc.tuple(value, value, domain).map(([key, item, over]) => `(${key}, ${item} in ${over})`),
        fc
          .tuple(fc.constantFrom(...GLOBS), operand("text"))
          .map(([glob, a]) => `glob.match(${glob}, ["."], ${a})`),
      ];
    case "list":
      return [
        fc.array(value, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
        comprehension(
          domain,
          value,
          ({ k, v }, over, body) => `sort([[${k}, ${v}, ${body}] | some ${k}, ${v} in ${over}])`,
        ),
      ];
    case "set":
      return [
        fc.array(value, { minLength: 1, maxLength: 3 }).map((items) => `{${items.join(", ")}}`),
        fc.tuple(fc.constantFrom("&", "|", "-"), set, set).map(([op, a, b]) => `(${a} ${op} ${b})`),
        comprehension(domain, value, ({ v }, over, body) => `{${v} | some ${v} in ${over}; ${body} != null}`),
        comprehension(
          domain,
          value,
          ({ k, v }, over, body) =>
            `{[${k}, type_name(${v})] | walk(${over}, [${k}, ${v}]); ${body} != ${v}}`,
        ),
        comprehension(domain, value, ({ v }, over, body) => `{${v} | ${over}[${v}] != ${body}}`),
      ];
    case "object":
      return [
        fc.tuple(value, value).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
        fc.tuple(value, value).map(([a, b]) => `{"__proto__": ${a}, 1: ${b}}`),
        comprehension(
          domain,
          value,
          ({ k, v }, over, body) => `{${k}: ${v} | some ${k}, ${v} in ${over}; ${body} != false}`,
        ),
      ];
    case "any":
      return [
        ...(["text", "number", "boolean", "list", "set", "object"] as const).map(operand),
        fc.constantFrom(...FIELDS).map((field) => `input[${JSON.stringify(field)}]`),
        fc
          .tuple(value, fc.constantFrom(...FIELDS))
          .map(([a, field]) => `object.get(${a}, ${JSON.stringify(field)}, "none")`),
        fc
          .tuple(domain, fc.constantFrom("0", "1", '"k"', '"a"', '"__proto__"', "-1"))
          .map(([a, key]) => `nested(${a})[${key}]`),
        fc.tuple(value, value).map(([a, b]) => `choose(${a}, ${b})`),
      ];
    default:
      return [];
  }
}

/** Expressions whose operands are of unknown type to the compiler, so that it has nothing to refuse. */
export const expression: fc.Arbitrary<string> = fc.letrec<Record<Kind, string>>((tie) => {
  const operand: Of = (kind) =>
    (kind === "any"
      ? tie("any")
      : fc.oneof({ weight: 9, arbitrary: tie(kind) }, { weight: 1, arbitrary: tie("any") })
    ).map((text) => `id(${isClosed(kind) && !LEAVES[kind].includes(text) ? "1" : text})`);
  const arbitraryOf = (kind: Kind): fc.Arbitrary<string> => {
    const leaf = fc.constantFrom(...LEAVES[kind]);
    const calls = callsOf(kind, operand);
    const others = othersOf(kind, operand);
    return fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      { weight: Math.max(2, Math.ceil((calls.length + others.length) / 2)), arbitrary: leaf },
      ...calls,
      ...others,
    );
  };
  const kinds: readonly Kind[] = ["text", "number", "small", "boolean", "list", "texts", "numbers"];
  const more: readonly Kind[] = ["object", "set", "sets", "pattern", "encoded", "any"];
  const entries = [...kinds, ...more].map((kind) => [kind, arbitraryOf(kind)] as const);
  return asRecord(new Map(entries));
}).any;

function asRecord(made: ReadonlyMap<Kind, fc.Arbitrary<string>>): Record<Kind, fc.Arbitrary<string>> {
  const of = (kind: Kind): fc.Arbitrary<string> => made.get(kind) ?? fc.constant("null");
  return {
    ...{
      text: of("text"),
      number: of("number"),
      small: of("small"),
      boolean: of("boolean"),
      list: of("list"),
    },
    ...{ texts: of("texts"), numbers: of("numbers"), object: of("object"), set: of("set"), sets: of("sets") },
    ...{ pattern: of("pattern"), encoded: of("encoded"), any: of("any") },
  };
}
