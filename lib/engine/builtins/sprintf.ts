import { sprintfGo, type PrintfArgument } from "./go/printf";
import { printValue } from "./print";
import { isNumber, numberText, type Value } from "./value";
import { arrayOperand, textOperand, type Builtins } from "./operands";

export const sprintfBuiltins: Builtins = {
  sprintf: (_ctx, format, args) => sprintfGo(textOperand(format, 1), arrayOperand(args, 2).map(toArgument)),
};

/** As OPA does it: numbers by their text, strings as they are, everything else as OPA prints it. */
function toArgument(value: Value): PrintfArgument {
  if (typeof value === "string") return value;
  if (!isNumber(value)) return printValue(value);
  const text = numberText(value);
  if (!/[.eE]/.test(text)) return BigInt(text);
  const float = Number(text);
  return Number.isFinite(float) ? float : text;
}
