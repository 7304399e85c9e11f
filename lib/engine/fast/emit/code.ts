import type { Value } from "../../builtins/value";
import { constantOperand, type Constants } from "../analysis/constants";
import type { MembersOnly } from "../analysis/members-only";
import { DATA, INPUT, type DotStatement, type Local, type Operand, type Program } from "../plan/ir";
import { textLiteral } from "./names";

/** Values that generated code refers to by position, because source text is made of names and short literals only. */
export class Pool {
  readonly values: Value[] = [];
  /** What remembers the answers of calls, as source text. */
  readonly memos: string[] = [];
  private readonly known = new Map<Value, number>();

  add(value: Value): string {
    const index = this.known.get(value) ?? this.values.push(value) - 1;
    this.known.set(value, index);
    return `K[${index}]`;
  }

  /** The name of a new memo before a function that is given as source text. */
  remember(run: string): string {
    const name = `e${this.memos.length}`;
    this.memos.push(`const ${name} = new CallMemo(new Remembered(${run}));`);
    return name;
  }
}

interface Label {
  /** A JavaScript statement that goes there. */
  readonly jump: string;
  /** How many `with` statements are open around it. */
  readonly withs: number;
}

/** What is known of a function's locals and statements. */
export interface Shapes {
  /** Collections that the function itself has made. */
  readonly plain: ReadonlySet<Local>;
  /** Sets that are made when their first member comes. */
  readonly lateSets: ReadonlySet<Local>;
  /** Steps of references into `data`. */
  readonly stored: ReadonlySet<DotStatement>;
  /** Whether the local is asked for nothing but members that are not the parameters. */
  readonly isAskedForMembers: (local: Local) => boolean;
}

/** The text of one function while it is written. */
export class Code {
  readonly lines: string[] = [];
  private readonly labels: Label[] = [];
  /** Statements that put back what the open `with` statements replaced. */
  private readonly withs: string[] = [];
  private readonly locals = new Set<Local>();
  private counter = 0;

  constructor(
    readonly program: Program,
    readonly membersOnly: MembersOnly,
    readonly constants: Constants,
    readonly shapes: Shapes,
    readonly pool: Pool,
  ) {}

  write(line: string): void {
    this.lines.push(line);
  }

  /** A number that no other name of the function has. */
  unique(): number {
    this.counter += 1;
    return this.counter;
  }

  /** The variable of a local, for writing or for reading it as it is. */
  variable(local: Local): string {
    this.locals.add(local);
    return `l${local}`;
  }

  /** Source text that reads the operand's value. */
  read(operand: Operand): string {
    const value = constantOperand(operand, this.constants);
    if (value !== undefined) return this.literal(value);
    if (operand.type !== "local") throw new TypeError("Texts and booleans are constants.");
    return this.readLocal(operand.local);
  }

  readLocal(local: Local): string {
    const value = this.constants.get(local);
    if (value !== undefined) return this.literal(value);
    // The opened object lacks its parameters: as a value it needs them.
    return local === INPUT ? "(l0 === S.base ? S.wholeInput() : l0)" : this.variable(local);
  }

  /** Source text of an operand of which nothing is used but members that are not the parameters. */
  readMembers(operand: Operand): string {
    return operand.type === "local" && operand.local === INPUT ? "l0" : this.read(operand);
  }

  literal(value: Value): string {
    if (typeof value === "string") return textLiteral(value);
    if (value === null || typeof value === "boolean") return String(value);
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return String(value);
    return this.pool.add(value);
  }

  /** Leaves as many blocks as `depth` says; zero is the innermost. */
  jump(depth = 0): string {
    const label = this.labels.at(-1 - depth);
    const restores = this.withs.slice(label?.withs ?? 0).toReversed();
    return `{ ${[...restores, label?.jump ?? "return undefined;"].join(" ")} }`;
  }

  /** Puts back everything that open `with` statements replaced, before the function ends. */
  restoreAll(): string {
    return this.withs.toReversed().join(" ");
  }

  /** Writes a labelled block. */
  block(write: () => void): void {
    const label = `b${this.unique()}`;
    this.write(`${label}: {`);
    this.inside(`break ${label};`, write);
    this.write("}");
  }

  inside(jump: string, write: () => void): void {
    this.labels.push({ jump, withs: this.withs.length });
    write();
    this.labels.pop();
  }

  insideWith(restore: string, write: () => void): void {
    this.withs.push(restore);
    write();
    this.withs.pop();
  }

  /** Declares what the function writes. */
  declarations(params: readonly Local[]): string {
    const names = [...this.locals].filter(
      (local) => local !== INPUT && local !== DATA && !params.includes(local),
    );
    return names.length === 0 ? "" : `let ${names.map((local) => `l${local}`).join(", ")};`;
  }
}
