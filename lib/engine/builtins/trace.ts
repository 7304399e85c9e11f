import { textOperand, type Builtins } from "./operands";

const NOTES_MAX = 100;

export const traceBuiltins: Builtins = {
  trace: (ctx, note) => {
    const text = textOperand(note, 1);
    if (ctx.notes.length < NOTES_MAX) ctx.notes.push(text);
    return true;
  },
};
