import { makeSet } from "./compare";
import { itemsOperand, objectOperand, operandError, textOperand, type Builtins } from "./operands";

/** The deprecated casts of Rego v0. */
export const castBuiltins: Builtins = {
  cast_array: (_ctx, value) => itemsOperand(value, 1),
  cast_set: (_ctx, value) => makeSet(itemsOperand(value, 1)),
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
