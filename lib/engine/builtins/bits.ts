import { bigintOperand, type Builtin, type Builtins } from "./operands";
import { BuiltinLimit, numberFromText, OperandError } from "./value";

/** Bits by which a number may be shifted to the left. */
const SHIFT_MAX = 100_000n;

/** Integers of any size in two's complement. */
export const bitBuiltins: Builtins = {
  "bits.and": binary((a, b) => a & b),
  "bits.or": binary((a, b) => a | b),
  "bits.xor": binary((a, b) => a ^ b),
  "bits.negate": (_ctx, value) => numberFromText(String(~bigintOperand(value, 1))),
  "bits.lsh": binary((a, b) => {
    if (unsigned(b) > SHIFT_MAX && a !== 0n)
      throw new BuiltinLimit(`bits.lsh would shift by more than ${SHIFT_MAX} bits.`);
    return a === 0n ? 0n : a << b;
  }),
  "bits.rsh": binary((a, b) => (unsigned(b) > SHIFT_MAX * 10n ? (a < 0n ? -1n : 0n) : a >> b)),
};

function binary(operation: (a: bigint, b: bigint) => bigint): Builtin {
  return (ctx, first, second) => {
    const text = operation(bigintOperand(first, 1), bigintOperand(second, 2)).toString();
    ctx.charge?.(text.length / 10);
    return numberFromText(text);
  };
}

function unsigned(count: bigint): bigint {
  if (count < 0n)
    throw new OperandError("operand 2 must be an unsigned integer number but got a negative integer");
  return count;
}
