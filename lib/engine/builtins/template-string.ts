import { arrayOperand, limitText, type Builtins } from "./operands";
import { printValue } from "./print";
import { BuiltinError, isNumber, numberText, RegoSet, typeName, type Value } from "./value";

export const templateStringBuiltins: Builtins = {
  /** A text with values in it. The compiler passes each value as a set, empty where it is undefined. */
  "internal.template_string": (_ctx, parts) => {
    const text = arrayOperand(parts, 1).map(partText).join("");
    limitText("A template string", text.length);
    return text;
  },
};

function partText(part: Value): string {
  if (typeof part === "string") return part;
  if (part === null || typeof part === "boolean") return String(part);
  if (isNumber(part)) return numberText(part);
  if (!(part instanceof RegoSet)) throw new BuiltinError(`illegal argument type: ${typeName(part)}`);
  const [item] = part.items;
  if (item === undefined) return "<undefined>";
  if (part.items.length > 1) throw new BuiltinError("template-strings must not produce multiple outputs");
  return typeof item === "string" ? item : printValue(item);
}
