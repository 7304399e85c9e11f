import { entriesOf } from "./compare";
import { quoteGo } from "./go/quote";
import { isArray, isNumber, numberText, RegoSet, type Value } from "./value";

/** A value as OPA prints it in text (`%v`, messages): `{"a": [1, "b"]}`, `{1, 2}`, `set()`. Strings are quoted. */
export function printValue(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoteGo(value);
  if (isNumber(value)) return numberText(value);
  if (isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  if (value instanceof RegoSet)
    return value.items.length === 0 ? "set()" : `{${value.items.map(printValue).join(", ")}}`;
  return `{${entriesOf(value)
    .map(([key, item]) => `${printValue(key)}: ${printValue(item)}`)
    .join(", ")}}`;
}
