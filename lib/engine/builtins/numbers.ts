import { bigintOperand, type Builtins } from "./operands";
import { BuiltinError, BuiltinLimit, numberFromText, type Value } from "./value";

/** Numbers that one call may make. */
const RANGE_MAX = 1_000_000n;

export const numberBuiltins: Builtins = {
  "numbers.range_step": (_ctx, from, to, by) => {
    const step = bigintOperand(by, 3);
    if (step <= 0n) throw new BuiltinError("numbers.range_step: step must be a positive integer");
    return range(bigintOperand(from, 1), bigintOperand(to, 2), step);
  },
};

function range(first: bigint, last: bigint, step: bigint): Value[] {
  const span = last >= first ? last - first : first - last;
  if (span / step >= RANGE_MAX)
    throw new BuiltinLimit(`numbers.range_step would make more than ${RANGE_MAX} numbers.`);
  const signed = last >= first ? step : -step;
  return Array.from({ length: Number(span / step) + 1 }, (_unused, index) =>
    numberFromText(String(first + BigInt(index) * signed)),
  );
}
