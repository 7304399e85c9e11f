import type { Value } from "../../builtins/value";
import { constantOperand, type Constants } from "../analysis/constants";
import { constantPath, isDocument, memberPath } from "../analysis/paths";
import { type CallDynamicStatement, type CallStatement, type Operand } from "../plan/ir";
import { BuiltSet } from "../runtime/built-set";
import { plainFormat } from "../runtime/texts";
import type { Code } from "./code";
import { textLiteral } from "./names";

/** Operators that always answer, as source text. */
const total: ReadonlyMap<string, (a: string, b: string, c: string) => string> = new Map([
  ["eq", (a, b) => `same(${a}, ${b})`],
  ["equal", (a, b) => `same(${a}, ${b})`],
  ["neq", (a, b) => `!same(${a}, ${b})`],
  ["lt", (a, b) => `order(${a}, ${b}) < 0`],
  ["lte", (a, b) => `order(${a}, ${b}) <= 0`],
  ["gt", (a, b) => `order(${a}, ${b}) > 0`],
  ["gte", (a, b) => `order(${a}, ${b}) >= 0`],
  ["is_string", (a) => `typeof ${a} === "string"`],
  ["is_boolean", (a) => `typeof ${a} === "boolean"`],
  ["is_null", (a) => `${a} === null`],
  ["is_array", (a) => `Array.isArray(${a})`],
  ["is_number", (a) => `isNumberValue(${a})`],
  ["is_object", (a) => `isObjectValue(${a})`],
  ["is_set", (a) => `isSetValue(${a})`],
  ["internal.member_2", (a, b) => `member(${a}, ${b})`],
  ["internal.member_3", (a, b, c) => `memberAt(${a}, ${b}, ${c})`],
]);

/** Operators with a short way for plain operands; where it answers undefined the built-in is called. */
const short: ReadonlyMap<string, string> = new Map([
  ["plus", "plus"],
  ["minus", "minus"],
  ["mul", "mul"],
  ["div", "div"],
  ["rem", "rem"],
  ["count", "count"],
  ["startswith", "startsWith"],
  ["endswith", "endsWith"],
  ["contains", "textContains"],
  ["object.keys", "keysOf"],
  ["concat", "joinTexts"],
  ["split", "splitText"],
  ["trim_prefix", "trimPrefix"],
  ["trim_suffix", "trimSuffix"],
  ["array.concat", "joinLists"],
]);

/** Whether a call of the built-in is written in place. */
export function isInPlace(name: string): boolean {
  return total.has(name) || short.has(name) || name === "object.get";
}

/** Members of a constant set that are compared one by one instead of looked up. */
const COMPARED_MAX = 12;

export function writeCall(code: Code, call: CallStatement): void {
  const target = code.variable(call.target);
  if (call.callee.type === "function") {
    const { index: callee } = call.callee;
    const args = call.args.map((arg, index) => {
      if (isDocument(arg, index)) return `l${index}`;
      return code.membersOnly.hasOperand(callee, index) ? code.readMembers(arg) : code.read(arg);
    });
    code.write(`${target} = f${callee}(${args.join(", ")});`);
    code.write(`if (${target} === undefined) ${code.jump()}`);
    return;
  }
  const builtin = code.program.builtins[call.callee.index];
  if (builtin === undefined) throw new TypeError("The callee was validated.");
  if (total.has(builtin.name)) {
    code.write(`${target} = ${totalCall(code, builtin.name, call)};`);
    return;
  }
  const general = rememberedCall(code, builtin.name, call) ?? generalCall(code, call);
  if (!builtin.answers) {
    code.write(`${general};`);
    return;
  }
  const quick = quickCall(code, builtin.name, call);
  if (quick !== undefined) code.write(`${target} = ${quick};`);
  const ask = `(${target} = ${general}) === undefined`;
  code.write(`if (${quick === undefined ? "" : `${target} === undefined && `}${ask}) ${code.jump()}`);
}

function generalCall(code: Code, call: CallStatement): string {
  const args = call.args.map((arg) => code.read(arg));
  return `call(${["S", `B[${call.callee.index}]`, ...args].join(", ")})`;
}

/**
 * Built-ins that work much on texts which come again: images, quantities and names are the same in many objects. Each
 * answers the same for the same texts.
 */
const REMEMBERED =
  /^(regex\.(match|is_valid|split|replace|find_n|find_all_string_submatch_n|template_match)|semver\..+|units\..+|glob\.match|time\.parse_.+|net\.cidr_(contains|intersects|is_valid)|lower|upper|to_number)$/;

/** A call with one or two operands that are not constant, if they are texts. */
function rememberedCall(code: Code, name: string, call: CallStatement): string | undefined {
  if (!REMEMBERED.test(name)) return undefined;
  const open = call.args.filter((arg) => constantOperand(arg, code.constants) === undefined);
  if (open.length === 0 || open.length > 2) return undefined;
  const names = ["a", "b"].slice(0, open.length);
  const inner = call.args.map((arg) => {
    const position = open.indexOf(arg);
    return position < 0 ? code.read(arg) : (names[position] ?? "null");
  });
  const run = `(_input, _data, ${names.join(", ")}) => call(S, B[${call.callee.index}], ${inner.join(", ")})`;
  const memo = code.pool.remember(run);
  const operands = open.map((arg) => code.read(arg));
  const areTexts = operands.map((operand) => `typeof ${operand} === "string"`).join(" && ");
  const ask = `${memo}.${open.length === 1 ? "one" : "two"}(S.constantGeneration, null, null, ${operands.join(", ")})`;
  return `(${areTexts} ? ${ask} : ${generalCall(code, call)})`;
}

function totalCall(code: Code, name: string, { args }: CallStatement): string {
  const [a = "null", b = "null", c = "null"] = args.map((arg) => code.read(arg));
  const members = name === "internal.member_2" ? comparedMembers(args[1], code.constants) : undefined;
  if (members !== undefined) return members.map((item) => `${a} === ${code.literal(item)}`).join(" || ");
  return total.get(name)?.(a, b, c) ?? "undefined";
}

/** The members of a constant set, if each equals nothing but itself. */
function comparedMembers(operand: Operand | undefined, constants: Constants): readonly Value[] | undefined {
  const set = operand === undefined ? undefined : constantOperand(operand, constants);
  if (!(set instanceof BuiltSet) || set.size === 0 || set.size > COMPARED_MAX) return undefined;
  const isPlain = (item: Value): boolean =>
    item === null || typeof item === "string" || typeof item === "boolean";
  return set.members.every(isPlain) ? set.members : undefined;
}

function quickCall(code: Code, name: string, call: CallStatement): string | undefined {
  const quick = short.get(name);
  if (quick !== undefined) return `${quick}(${call.args.map((arg) => code.read(arg)).join(", ")})`;
  const [source, path, otherwise] = call.args;
  if (name === "sprintf") return quickFormat(code, call);
  if (name !== "object.get" || source === undefined || path === undefined || otherwise === undefined)
    return undefined;
  const names = constantPath(path, code.constants);
  if (names === undefined || names.length === 0) return undefined;
  const isMember = memberPath(call, code.program, code.constants) !== undefined;
  const from = isMember ? code.readMembers(source) : code.read(source);
  return `objectGet(${from}, [${names.map(textLiteral).join(", ")}], ${code.read(otherwise)})`;
}

function quickFormat(code: Code, { args }: CallStatement): string | undefined {
  const [format, operands] = args;
  if (format?.type !== "text" || operands === undefined) return undefined;
  const parts = plainFormat(format.text);
  if (parts === undefined) return undefined;
  const texts = parts.texts.map(textLiteral).join(", ");
  return `formatPlain([${texts}], ${textLiteral(parts.verbs)}, ${code.read(operands)})`;
}

export function writeCallDynamic(code: Code, { args, path, target }: CallDynamicStatement): void {
  const found = `x${code.unique()}`;
  const documents = args.map((local, index) => (local === index ? `l${index}` : code.readLocal(local)));
  code.write(`const ${found} = find(T, [${path.map((part) => code.read(part)).join(", ")}]);`);
  code.write(`if (${found} === undefined) ${code.jump()}`);
  code.write(`${code.variable(target)} = F[${found}](${documents.join(", ")});`);
  // A function that was found and is undefined leaves the blocks that would look in the base documents next.
  code.write(`if (${code.variable(target)} === undefined) ${code.jump(3)}`);
}
