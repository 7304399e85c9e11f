import { makeSet } from "./compare";
import { itemsOperand, objectOperand, operandError, textOperand, type Builtins } from "./operands";
import { BuiltinError, isArray, isNumber, numberFromText, type Value } from "./value";

const EITHER = ["array", "set"] as const;

/** `to_number`, and the deprecated casts of Rego v0. */
export const castBuiltins: Builtins = {
  to_number: (_ctx, value) => toNumber(value),
  cast_array: (_ctx, value) => itemsOperand(value, 1, EITHER),
  cast_set: (_ctx, value) => (isArray(value) ? makeSet(value) : (itemsOperand(value, 1, EITHER), value)),
  cast_string: (_ctx, value) => textOperand(value, 1),
  cast_object: (_ctx, value) => objectOperand(value, 1),
  cast_boolean: (_ctx, value) => {
    if (typeof value !== "boolean") throw operandError(value, 1, "boolean");
    return value;
  },
  cast_null: (_ctx, value) => {
    if (value !== null) throw operandError(value, 1, "null");
    return null;
  },
};

function toNumber(value: Value): Value {
  if (isNumber(value)) return value;
  if (typeof value === "string") return parse(value);
  if (value === null || value === false) return 0;
  if (value === true) return 1;
  throw operandError(value, 1, "null", "boolean", "number", "string");
}

/**
 * A decimal number that a double can hold. Go keeps spellings that JSON does not have (`+5`, `1.`); here they become
 * the JSON number of the same value. Hexadecimal floats are left out.
 */
function parse(text: string): Value {
  const match = /^([+-]?)(\d*)(\.\d*)?([eE][+-]?\d+)?$/.exec(text);
  const [, sign = "", whole = "", fraction = "", exponent = ""] = match ?? [];
  if (match === null) {
    if (/^[+-]*(?:inf|infinity|nan)$/i.test(text)) throw operandError(text, 1, "valid number string");
    throw syntaxError(text);
  }
  if (whole === "" && fraction.length < 2) throw syntaxError(text);
  if (!Number.isFinite(Number(text)))
    throw new BuiltinError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: value out of range`);
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  return numberFromText(
    (sign === "-" ? "-" : "") + digits + (fraction.length > 1 ? fraction : "") + exponent,
  );
}

function syntaxError(text: string): BuiltinError {
  return new BuiltinError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
}
