/**
 * JSON of values that may hold bigints, which stand for integers of any size.
 * @throws TypeError for what JSON has no word for
 */
export function exactStringify(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(exactStringify).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${exactStringify(member)}`).join(",")}}`;
  }
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON has no ${typeof value}`);
  return text;
}

/** Like `JSON.parse`; integers become bigints, so that none loses a digit. */
export function exactParse(text: string): unknown {
  const parse: (text: string, reviver: Reviver) => unknown = JSON.parse;
  return parse(text, (_key, value, context) => {
    if (typeof value !== "number") return value;
    const source = context?.source ?? String(value);
    return /^-?\d+$/.test(source) ? BigInt(source) : value;
  });
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** One text for equal values: members sorted, numbers that are whole as integers. */
export function comparable(value: unknown): string {
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value).toString();
  if (Array.isArray(value)) return `[${value.map(comparable).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${comparable(member)}`).join(",")}}`;
  }
  return exactStringify(value);
}
