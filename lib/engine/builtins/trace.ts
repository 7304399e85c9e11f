import { arrayOperand, textOperand, type BuiltinContext, type Builtins } from "./operands";
import { printValue } from "./print";
import { BuiltinError, RegoSet, typeName, type Value } from "./value";

const NOTES_MAX = 100;
const NOTE_CHARACTERS_MAX = 10_000;
const UNDEFINED = "<undefined>";

/** Notes that a rule leaves for whoever runs it in the studio. What is beyond the limits is dropped. */
export const traceBuiltins: Builtins = {
  trace: (ctx, text) => {
    note(ctx, textOperand(text, 1));
    return true;
  },
  /** Each operand of `print` arrives as the set of its values: none where it is undefined. All combinations are printed. */
  "internal.print": (ctx, operands) => {
    const lists = arrayOperand(operands, 1).map(textsOf);
    printCombinations(ctx, lists, []);
    return true;
  },
};

function textsOf(operand: Value): readonly string[] {
  if (typeof operand !== "object" || operand === null) return [textOf(operand)];
  if (!(operand instanceof RegoSet)) throw new BuiltinError(`illegal argument type: ${typeName(operand)}`);
  return operand.items.length === 0 ? [UNDEFINED] : operand.items.map(textOf);
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : printValue(value);
}

function printCombinations(
  ctx: BuiltinContext,
  lists: readonly (readonly string[])[],
  chosen: readonly string[],
): void {
  const next = lists[chosen.length];
  if (next === undefined) {
    note(ctx, chosen.join(" "));
    return;
  }
  for (const text of next) {
    if (ctx.notes.length >= NOTES_MAX) return;
    printCombinations(ctx, lists, [...chosen, text]);
  }
}

function note(ctx: BuiltinContext, text: string): void {
  if (ctx.notes.length < NOTES_MAX) ctx.notes.push(text.slice(0, NOTE_CHARACTERS_MAX));
}
