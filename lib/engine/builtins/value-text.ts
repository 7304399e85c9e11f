import { makeObject, makeSet } from "./compare";
import { ExactNumber, isArray, numberFromText, RegoMap, RegoSet, type Value } from "./value";

/**
 * The text form that `opa_value_parse` reads: JSON, with `{1, 2}` and `set()` for sets and any value as an object key.
 */
export function encodeValue(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberJson(value);
  if (value instanceof ExactNumber) return value.text;
  if (isArray(value)) return `[${value.map(encodeValue).join(",")}]`;
  if (value instanceof RegoSet)
    return value.items.length === 0 ? "set()" : `{${value.items.map(encodeValue).join(",")}}`;
  if (value instanceof RegoMap)
    return `{${value.entries.map(([key, item]) => `${encodeValue(key)}:${encodeValue(item)}`).join(",")}}`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${encodeValue(item)}`)
    .join(",")}}`;
}

function numberJson(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError("JSON has no number for infinity");
  return String(value);
}

/**
 * Reads what `opa_value_dump` prints.
 *
 * @throws SyntaxError when the text is something else.
 */
export function decodeValue(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value();
  reader.end();
  return value;
}

/** A module prints a number as the rule wrote it, which may be `.5`. */
const NUMBER = /-?\.?[0-9][0-9.eE+-]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SPACE = /\s*/y;

class Reader {
  private position = 0;

  constructor(private readonly text: string) {}

  value(): Value {
    this.match(SPACE);
    switch (this.text[this.position]) {
      case '"':
        return this.string();
      case "[":
        return this.items("[", "]");
      case "{":
        return this.braces();
      case "n":
        return this.word("null", null);
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "s":
        return this.word("set()", new RegoSet([]));
      default:
        return numberFromText(this.match(NUMBER).replace(/^(-?)\./, "$10."));
    }
  }

  end(): void {
    this.match(SPACE);
    if (this.position !== this.text.length) throw this.unexpected();
  }

  private string(): string {
    const token = this.match(STRING);
    if (!token.includes("\\")) return token.slice(1, -1);
    const value: unknown = JSON.parse(token);
    if (typeof value !== "string") throw this.unexpected();
    return value;
  }

  private items(open: string, close: string): Value[] {
    const items: Value[] = [];
    this.word(open, null);
    if (this.skip(close)) return items;
    do items.push(this.value());
    while (this.skip(","));
    this.expect(close);
    return items;
  }

  /** `{…}` is an object if a colon follows its first value (or if it is empty), else a set. */
  private braces(): Value {
    this.word("{", null);
    if (this.skip("}")) return {};
    const first = this.value();
    if (!this.skip(":")) {
      const items = [first];
      while (this.skip(",")) items.push(this.value());
      this.expect("}");
      return makeSet(items);
    }
    const entries: [Value, Value][] = [[first, this.value()]];
    while (this.skip(",")) {
      const key = this.value();
      this.expect(":");
      entries.push([key, this.value()]);
    }
    this.expect("}");
    return makeObject(entries);
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) throw this.unexpected();
    this.position += word.length;
    return value;
  }

  private skip(token: string): boolean {
    this.match(SPACE);
    if (this.text[this.position] !== token) return false;
    this.position += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw this.unexpected();
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected();
    this.position += found.length;
    return found;
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected text at ${this.position} of a value`);
  }
}
