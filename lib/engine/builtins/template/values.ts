import { entriesOf } from "../compare";
import { isArray, isNumber, isObject, numberText, RegoSet, type Value } from "../value";

/** A number that the template itself names or makes. Numbers of the data are texts to Go's templates. */
export class TemplateNumber {
  constructor(readonly constant: number) {}
}

/** `undefined` is what is missing. */
export type TemplateValue = Value | TemplateNumber | undefined;

export function isConstant(value: TemplateValue): value is TemplateNumber {
  return value instanceof TemplateNumber;
}

/** What Go's templates take for true: everything but what is empty. A number of the data is a text, so 0 is true. */
export function isTrue(value: TemplateValue): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  if (isConstant(value)) return value.constant !== 0;
  if (isArray(value)) return value.length > 0;
  if (value instanceof RegoSet) return value.items.length > 0;
  return !isObject(value) || entriesOf(value).length > 0;
}

/** As Go's `fmt.Print` does it. */
export function printValue(value: TemplateValue): string {
  return value === undefined || value === null ? "<no value>" : printInner(value);
}

function printInner(value: Exclude<TemplateValue, undefined>): string {
  if (value === null) return "<nil>";
  if (isConstant(value)) return String(value.constant);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (isNumber(value)) return numberText(value);
  if (isArray(value)) return `[${value.map(printInner).join(" ")}]`;
  if (value instanceof RegoSet) return `[${value.items.map(printInner).join(" ")}]`;
  return `map[${entriesOf(value)
    .map(([key, item]) => `${printInner(key)}:${printInner(item)}`)
    .join(" ")}]`;
}
