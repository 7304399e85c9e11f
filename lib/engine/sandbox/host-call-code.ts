/** What is done in the module before the host is asked. */
export type Shortcut = "add" | "sub" | "mul" | "div";

/** Numbers of the module's functions that code may call. */
export interface CallTargets {
  /** `opa_builtinN` of the host. */
  readonly host: number;
  /** `opa_number_int`: makes a value of a 64-bit integer. */
  readonly numberInt: number | null;
  /** `opa_atoi64`: reads an integer of a text, and says so with 0. It calls nothing and keeps nothing on the stack. */
  readonly readInt: number | null;
  /** `opa_set_diff`, which subtraction is too. */
  readonly setDiff: number | null;
}

const I32 = 0x7f;
const I64 = 0x7e;
const VOID = 0x40;
const BLOCK = 0x02;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BR_IF = 0x0d;
const RETURN = 0x0f;
const CALL = 0x10;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const GLOBAL_GET = 0x23;
const I32_LOAD = 0x28;
const I64_LOAD = 0x29;
const I32_LOAD8 = 0x2d;
const I32_LOAD16 = 0x2f;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const I32_EQ = 0x46;
const I32_NE = 0x47;
const I32_GT_UNSIGNED = 0x4b;
const I64_EQZ = 0x50;
const I64_NE = 0x52;
const I32_SUB = 0x6b;
const I32_OR = 0x72;
const I64_ADD = 0x7c;
const I64_SUB = 0x7d;
const I64_MUL = 0x7e;
const I64_DIV = 0x7f;
const I64_REM = 0x81;
const I64_EXTEND32 = 0xc4;

/**
 * A number's first two bytes, where it is a 64-bit integer and where it is a text; eight bytes further on the integer, or where
 * the text lies and how long it is. `Sandbox` checks that modules are laid out so.
 */
const INTEGER = 0x0103;
const TEXT = 0x0203;
const INTEGER_PLACE = 8;
const TEXT_PLACE = 8;
const TEXT_LENGTH_PLACE = 12;
const SET = 7;
/**
 * Integers that are texts of so few letters have a sum, or a product, of 64 bits, also with one of 32 bits. No other integers are
 * small.
 */
const SUM_LETTERS = 15;
const PRODUCT_LETTERS = 9;

const STACK_POINTER = 0;
const SCRATCH_BYTES = 16;

/** The locals of such a body: two integers of 32 bits, and those that the operands are. */
const LOCALS = [2, 2, I32, 2, I64];
const [SCRATCH, SEEN, FIRST, SECOND] = [2, 3, 4, 5];

/** A body that asks the host: `opa_builtinN(id, 0, operands…)`, whose answer is the function's. */
export function hostCall(id: number, operands: number, { host }: CallTargets): number[] {
  return [0, ...callOfHost(id, operands, host)];
}

/**
 * A body that answers for small integers by itself (and for sets, where it subtracts), and else asks the host. Null where the
 * module has not what that takes.
 */
export function shortcutOrHostCall(id: number, shortcut: Shortcut, targets: CallTargets): number[] | null {
  const { host, numberInt, readInt, setDiff } = targets;
  if (numberInt === null || readInt === null || (shortcut === "sub" && setDiff === null)) return null;
  const lettersMax = shortcut === "mul" ? PRODUCT_LETTERS : SUM_LETTERS;
  return [
    ...LOCALS,
    ...[GLOBAL_GET, STACK_POINTER, I32_CONST, SCRATCH_BYTES, I32_SUB, LOCAL_SET, SCRATCH],
    ...[BLOCK, VOID],
    ...smallOrOut(0, FIRST, readInt, lettersMax),
    ...smallOrOut(1, SECOND, readInt, lettersMax),
    ...result(shortcut),
    ...[CALL, ...unsignedLeb(numberInt), RETURN, END],
    ...(shortcut === "sub" && setDiff !== null ? differenceOfSets(setDiff) : []),
    ...callOfHost(id, 2, host),
  ];
}

function callOfHost(id: number, operands: number, host: number): number[] {
  const gets = Array.from({ length: operands }, (_unused, local) => [LOCAL_GET, local]).flat();
  return [I32_CONST, ...signedLeb(id), I32_CONST, 0, ...gets, CALL, ...unsignedLeb(host)];
}

/** Puts an operand that is a small integer into a local, or leaves the block. */
function smallOrOut(operand: number, local: number, readInt: number, lettersMax: number): number[] {
  return [
    ...[LOCAL_GET, operand, I32_LOAD16, 0, 0, LOCAL_TEE, SEEN, I32_CONST, ...signedLeb(INTEGER), I32_EQ],
    ...[IF, VOID, LOCAL_GET, operand, I64_LOAD, 0, INTEGER_PLACE, LOCAL_TEE, local],
    ...[I64_EXTEND32, LOCAL_GET, local, I64_NE, BR_IF, 1, ELSE],
    ...[LOCAL_GET, SEEN, I32_CONST, ...signedLeb(TEXT), I32_NE, BR_IF, 1],
    ...[LOCAL_GET, operand, I32_LOAD, 0, TEXT_PLACE],
    ...[LOCAL_GET, operand, I32_LOAD, 0, TEXT_LENGTH_PLACE, LOCAL_TEE, SEEN],
    ...[LOCAL_GET, SCRATCH, CALL, ...unsignedLeb(readInt)],
    ...[LOCAL_GET, SEEN, I32_CONST, lettersMax, I32_GT_UNSIGNED, I32_OR, BR_IF, 1],
    ...[LOCAL_GET, SCRATCH, I64_LOAD, 0, 0, LOCAL_SET, local, END],
  ];
}

function result(shortcut: Shortcut): number[] {
  const both = [LOCAL_GET, FIRST, LOCAL_GET, SECOND];
  switch (shortcut) {
    case "add":
      return [...both, I64_ADD];
    case "sub":
      return [...both, I64_SUB];
    case "mul":
      return [...both, I64_MUL];
    case "div":
      return [
        // Neither may be zero: what is nothing of a negative number is -0.
        ...[...both, I64_MUL, I64_EQZ, BR_IF, 0],
        ...[...both, I64_REM, I64_CONST, 0, I64_NE, BR_IF, 0],
        ...[...both, I64_DIV],
      ];
  }
}

function differenceOfSets(setDiff: number): number[] {
  const isSet = [LOCAL_GET, 0, I32_LOAD8, 0, 0, I32_CONST, SET, I32_EQ];
  return [...isSet, IF, VOID, LOCAL_GET, 0, LOCAL_GET, 1, CALL, ...unsignedLeb(setDiff), RETURN, END];
}

function signedLeb(value: number): number[] {
  const rest = value >> 7;
  const isLast = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signedLeb(rest)];
}

function unsignedLeb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsignedLeb(value >>> 7)];
}
