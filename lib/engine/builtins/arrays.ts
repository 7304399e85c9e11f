import { arrayOperand, integerOperand, limitItems, type Builtins } from "./operands";
import { isArray, type Value } from "./value";

export const arrayBuiltins: Builtins = {
  "array.concat": (_ctx, a, b) => {
    const first = arrayOperand(a, 1);
    const second = arrayOperand(b, 2);
    if (first.length === 0) return second;
    limitItems(first.length + second.length);
    return second.length === 0 ? first : [...first, ...second];
  },
  /** One level. */
  "array.flatten": (_ctx, value) => {
    const items = arrayOperand(value, 1);
    if (!items.some(isArray)) return items;
    limitItems(items.reduce<number>((sum, item) => sum + (isArray(item) ? item.length : 1), 0));
    return items.flatMap((item): readonly Value[] => (isArray(item) ? item : [item]));
  },
  "array.reverse": (_ctx, value) => arrayOperand(value, 1).toReversed(),
  "array.slice": (_ctx, value, from, to) => {
    const items = arrayOperand(value, 1);
    const start = Math.max(0, integerOperand(from, 2));
    const end = Math.max(0, integerOperand(to, 3));
    return start === 0 && end >= items.length ? items : items.slice(start, end);
  },
};
