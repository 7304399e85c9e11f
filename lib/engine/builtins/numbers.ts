import { bigintOperand, type BuiltinContext, type Builtins } from "./operands";
import { BuiltinError, BuiltinLimit, numberFromText, type Value } from "./value";

/** Numbers that one call may make. */
const RANGE_MAX = 1_000_000n;

export const numberBuiltins: Builtins = {
  "numbers.range": (ctx, from, to) =>
    range(ctx, "numbers.range", bigintOperand(from, 1), bigintOperand(to, 2), 1n),
  "numbers.range_step": (ctx, from, to, by) => {
    const first = bigintOperand(from, 1);
    const last = bigintOperand(to, 2);
    const step = bigintOperand(by, 3);
    if (step <= 0n) throw new BuiltinError("numbers.range_step: step must be a positive integer");
    return range(ctx, "numbers.range_step", first, last, step);
  },
};

function range(ctx: BuiltinContext, builtin: string, first: bigint, last: bigint, step: bigint): Value[] {
  const span = last >= first ? last - first : first - last;
  if (span / step >= RANGE_MAX)
    throw new BuiltinLimit(`${builtin} would make more than ${RANGE_MAX} numbers.`);
  const length = Number(span / step) + 1;
  ctx.charge?.(length);
  const signed = last >= first ? step : -step;
  const start = Number(first);
  if (Number.isSafeInteger(start) && Number.isSafeInteger(Number(last)))
    return Array.from({ length }, (_unused, index) => start + index * Number(signed));
  return Array.from({ length }, (_unused, index) => numberFromText(String(first + BigInt(index) * signed)));
}
