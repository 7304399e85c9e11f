import {
  emptyState,
  formatBigInteger,
  formatFloat,
  formatInteger,
  formatQuoted,
  formatRune,
  formatText,
  formatTextHex,
  type FormatState,
} from "./format-state";

/** An argument as Go's `fmt` sees it. `bigint` beyond 64 bits is a `*big.Int`, within them an `int64`. */
export type PrintfArgument = string | bigint | number;

/** Go refuses larger widths and precisions. */
const WIDTH_MAX = 1_000_000;

/** Go's `fmt.Sprintf`. Mistakes in the format are printed into the text, as Go prints them. */
export function sprintfGo(format: string, args: readonly PrintfArgument[]): string {
  const printer = new Printer(format, args);
  return printer.print();
}

class Printer {
  private position = 0;
  private argIndex = 0;
  private reordered = false;
  private goodIndex = true;
  private output = "";

  constructor(
    private readonly format: string,
    private readonly args: readonly PrintfArgument[],
  ) {}

  print(): string {
    while (this.position < this.format.length) {
      const percent = this.format.indexOf("%", this.position);
      this.output += this.format.slice(this.position, percent < 0 ? undefined : percent);
      if (percent < 0) break;
      this.position = percent + 1;
      if (!this.item()) break;
    }
    if (!this.reordered && this.argIndex < this.args.length) this.output += this.extra();
    return this.output;
  }

  /** One `%` item. False at the end of a format that lacks its verb. */
  private item(): boolean {
    this.goodIndex = true;
    const state = this.flags();
    let afterIndex = this.bracketedIndex();
    afterIndex = this.width(state, afterIndex);
    afterIndex = this.precision(state, afterIndex);
    if (!afterIndex) this.bracketedIndex();
    const codePoint = this.format.codePointAt(this.position);
    if (codePoint === undefined) {
      this.output += "%!(NOVERB)";
      return false;
    }
    const verb = String.fromCodePoint(codePoint);
    this.position += verb.length;
    this.verb(state, verb);
    return true;
  }

  private verb(state: FormatState, verb: string): void {
    const argument = this.args[this.argIndex];
    if (verb === "%") this.output += "%";
    else if (!this.goodIndex) this.output += `%!${verb}(BADINDEX)`;
    else if (argument === undefined) this.output += `%!${verb}(MISSING)`;
    else {
      if (verb === "v" || verb === "w") {
        state.sharpV = state.sharp;
        state.sharp = false;
        state.plusV = state.plus;
        state.plus = false;
      }
      this.output += formatArgument(state, argument, verb);
      this.argIndex += 1;
    }
  }

  private flags(): FormatState {
    const state = emptyState();
    for (; ; this.position += 1) {
      switch (this.format[this.position]) {
        case "#":
          state.sharp = true;
          break;
        case "0":
          state.zero = true;
          break;
        case "+":
          state.plus = true;
          break;
        case "-":
          state.minus = true;
          break;
        case " ":
          state.space = true;
          break;
        default:
          return state;
      }
    }
  }

  private width(state: FormatState, afterIndex: boolean): boolean {
    if (this.format[this.position] !== "*") {
      state.width = this.digits();
      if (afterIndex && state.width !== null) this.goodIndex = false;
      return afterIndex;
    }
    this.position += 1;
    state.width = this.integerArgument();
    if (state.width === null) this.output += "%!(BADWIDTH)";
    else if (state.width < 0) {
      state.width = -state.width;
      state.minus = true;
      state.zero = false;
    }
    return false;
  }

  private precision(state: FormatState, afterIndex: boolean): boolean {
    // A point as the last character is no precision: Go reads it as the verb.
    if (this.format[this.position] !== "." || this.position + 1 >= this.format.length) return afterIndex;
    this.position += 1;
    if (afterIndex) this.goodIndex = false;
    const indexed = this.bracketedIndex();
    if (this.format[this.position] !== "*") {
      state.precision = this.digits() ?? 0;
      return indexed;
    }
    this.position += 1;
    const value = this.integerArgument();
    state.precision = value !== null && value >= 0 ? value : null;
    if (state.precision === null) this.output += "%!(BADPREC)";
    return false;
  }

  /** `[3]` before a verb, width or precision. True if one was read. */
  private bracketedIndex(): boolean {
    if (this.format[this.position] !== "[") return false;
    this.reordered = true;
    const close = this.format.indexOf("]", this.position);
    if (close < 0 || this.format.length - this.position < 3) {
      this.position += 1;
      this.goodIndex = false;
      return false;
    }
    const text = this.format.slice(this.position + 1, close);
    this.position = close + 1;
    const isNumber = /^[0-9]+$/.test(text) && Number(text) <= WIDTH_MAX * 10;
    const index = Number(text) - 1;
    if (isNumber && index >= 0 && index < this.args.length) {
      this.argIndex = index;
      return true;
    }
    this.goodIndex = false;
    return isNumber;
  }

  private digits(): number | null {
    const found = /^[0-9]+/.exec(this.format.slice(this.position, this.position + 12))?.[0];
    if (found === undefined) return null;
    if (Number(found.slice(0, -1)) > WIDTH_MAX) {
      this.position = this.format.length;
      return null;
    }
    this.position += found.length;
    return Number(found);
  }

  private integerArgument(): number | null {
    const argument = this.args[this.argIndex];
    if (argument === undefined) return null;
    this.argIndex += 1;
    const isSmall =
      typeof argument === "bigint" && argument >= -BigInt(WIDTH_MAX) && argument <= BigInt(WIDTH_MAX);
    return isSmall ? Number(argument) : null;
  }

  private extra(): string {
    const rest = this.args.slice(this.argIndex);
    return `%!(EXTRA ${rest.map((argument) => `${goType(argument)}=${formatArgument(emptyState(), argument, "v")}`).join(", ")})`;
  }
}

function formatArgument(state: FormatState, argument: PrintfArgument, verb: string): string {
  if (verb === "T") return formatText(state, goType(argument));
  if (typeof argument === "string") return formatStringVerb(state, argument, verb);
  if (typeof argument === "number") return formatFloatVerb(state, argument, verb);
  return isInt64(argument) ? formatIntegerVerb(state, argument, verb) : formatBigVerb(state, argument, verb);
}

function formatStringVerb(state: FormatState, text: string, verb: string): string {
  switch (verb) {
    case "v":
      return state.sharpV ? formatQuoted(state, text) : formatText(state, text);
    case "s":
      return formatText(state, text);
    case "q":
      return formatQuoted(state, text);
    case "x":
    case "X":
      return formatTextHex(state, text, verb === "X");
    default:
      return badVerb(state, text, verb);
  }
}

function formatIntegerVerb(state: FormatState, value: bigint, verb: string): string {
  switch (verb) {
    case "v":
    case "d":
      return formatInteger(state, value, 10, verb);
    case "b":
      return formatInteger(state, value, 2, verb);
    case "o":
    case "O":
      return formatInteger(state, value, 8, verb);
    case "x":
    case "X":
      return formatInteger(state, value, 16, verb);
    case "c":
    case "q":
    case "U":
      return formatRune(state, value, verb);
    default:
      return badVerb(state, value, verb);
  }
}

function formatFloatVerb(state: FormatState, value: number, verb: string): string {
  switch (verb) {
    case "v":
      return formatFloat(state, value, "g", -1);
    case "b":
    case "g":
    case "G":
    case "x":
    case "X":
      return formatFloat(state, value, verb, -1);
    case "f":
    case "e":
    case "E":
      return formatFloat(state, value, verb, 6);
    case "F":
      return formatFloat(state, value, "f", 6);
    default:
      return badVerb(state, value, verb);
  }
}

function formatBigVerb(state: FormatState, value: bigint, verb: string): string {
  if (verb === "p") return badVerb(state, value, verb);
  return formatBigInteger(state, value, verb) ?? `%!${verb}(big.Int=${value})`;
}

function badVerb(state: FormatState, argument: PrintfArgument, verb: string): string {
  return `%!${verb}(${goType(argument)}=${formatArgument(state, argument, "v")})`;
}

function goType(argument: PrintfArgument): string {
  if (typeof argument === "string") return "string";
  if (typeof argument === "number") return "float64";
  return isInt64(argument) ? "int64" : "*big.Int";
}

function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
