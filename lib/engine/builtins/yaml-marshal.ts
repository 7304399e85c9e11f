import { entriesOf } from "./compare";
import { formatGoFloat } from "./go/float";
import { marshalJson } from "./json-marshal";
import { limitText, type BuiltinContext } from "./operands";
import { isArray, isNumber, isObject, numberText, RegoSet, type ExactNumber, type Value } from "./value";
import { compareYamlKeys, yamlScalar } from "./yaml-scalar";

const INDENT = "  ";

/** YAML of a value in the layout of Go's library: two spaces, keys in natural order, nothing folded. */
export function marshalYaml(ctx: BuiltinContext, value: Value): string {
  const writer = new Writer();
  const text = `${writer.node(value, 0, 1)}\n`;
  limitText("yaml.marshal", text.length);
  ctx.charge?.(text.length / 10);
  // A block of text at the end has its own line break.
  return text.endsWith("\n\n") && writer.endsInBlock ? text.slice(0, -1) : text;
}

class Writer {
  endsInBlock = false;

  /**
   * A node that begins where the pen is.
   *
   * @param depth how far the lines that follow the first are indented
   * @param textDepth the same for a block of text
   */
  node(value: Value, depth: number, textDepth: number): string {
    this.endsInBlock = false;
    if (typeof value === "string") return this.scalar(value, textDepth);
    if (value === null || typeof value === "boolean") return String(value);
    if (isNumber(value)) return yamlNumber(value);
    const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
    if (items !== null) return this.sequence(items, depth);
    return isObject(value) ? this.mapping(membersOf(value), depth) : "null";
  }

  private sequence(items: readonly Value[], depth: number): string {
    if (items.length === 0) return "[]";
    return this.lines(
      items.map((item) => () => `- ${this.node(item, depth + 1, depth + 1)}`),
      depth,
    );
  }

  private mapping(members: readonly (readonly [string, Value])[], depth: number): string {
    if (members.length === 0) return "{}";
    return this.lines(
      members.map(([key, value]) => () => {
        const isSimple = key.length <= 128 && !/[\n\r]/.test(key);
        const start = isSimple ? `${yamlScalar(key, false) ?? ""}:` : `? ${this.scalar(key, depth + 1)}`;
        const lead = isSimple ? start : `${start}${this.endsInBlock ? "" : "\n"}${INDENT.repeat(depth)}:`;
        const isBlock = isCollection(value);
        if (!isBlock) return `${lead} ${this.node(value, depth + 1, depth + 1)}`;
        const inner = INDENT.repeat(depth + 1);
        return isSimple
          ? `${lead}\n${inner}${this.node(value, depth + 1, depth + 1)}`
          : `${lead} ${this.node(value, depth + 1, depth + 1)}`;
      }),
      depth,
    );
  }

  private lines(makers: readonly (() => string)[], depth: number): string {
    let text = "";
    for (const [index, make] of makers.entries()) {
      if (index > 0) text += (this.endsInBlock ? "" : "\n") + INDENT.repeat(depth);
      this.endsInBlock = false;
      text += make();
    }
    return text;
  }

  private scalar(text: string, depth: number): string {
    const plain = yamlScalar(text, true);
    this.endsInBlock = plain === null;
    return plain ?? blockText(text, depth);
  }
}

/** `|` and the lines of the text, with its line break at the end. */
function blockText(text: string, depth: number): string {
  const hint = /^[ \n]/.test(text) ? String(INDENT.length) : "";
  const chomp = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = body.split("\n").map((line) => (line === "" ? "" : INDENT.repeat(depth) + line));
  return `|${hint}${chomp}\n${lines.join("\n")}\n`;
}

function isCollection(value: Value): boolean {
  if (isArray(value)) return value.length > 0;
  if (value instanceof RegoSet) return value.items.length > 0;
  return isObject(value) && entriesOf(value).length > 0;
}

function membersOf(value: Parameters<typeof entriesOf>[0]): (readonly [string, Value])[] {
  return entriesOf(value)
    .map(([key, item]): readonly [string, Value] => [typeof key === "string" ? key : marshalJson(key), item])
    .sort((a, b) => compareYamlKeys(a[0], b[0]));
}

/** Integers of 64 bits as they are, everything else as Go prints a double. */
function yamlNumber(value: number | ExactNumber): string {
  const text = numberText(value);
  if (/^-?[0-9]+$/.test(text)) {
    const integer = BigInt(text);
    if (integer === BigInt.asIntN(64, integer) || integer === BigInt.asUintN(64, integer)) return text;
  }
  return formatGoFloat(Number(text) + 0, "g", -1).replace(/^\+/, "");
}
