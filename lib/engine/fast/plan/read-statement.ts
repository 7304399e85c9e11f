import { checkInteger, Fields } from "./fields";
import {
  DATA,
  INPUT,
  type Block,
  type Callee,
  type Local,
  type Operand,
  type Place,
  type Statement,
} from "./ir";
import { FastRefusal } from "./refusal";

/** What the statements of a plan may refer to. */
export interface Scope {
  readonly strings: readonly string[];
  /** By name: a function's index and number of parameters. */
  readonly functions: ReadonlyMap<string, { readonly index: number; readonly arity: number }>;
  readonly builtins: ReadonlyMap<string, { readonly index: number; readonly arity: number }>;
}

/** Locals of a function beyond this are refused: OPA numbers them densely. */
const LOCALS_MAX = 1_000_000;
const PLACE_MAX = 1_000_000_000;
/** Blocks inside each other. JavaScript engines parse nested blocks by recursion. */
const DEPTH_MAX = 400;

export function readBlock(value: unknown, scope: Scope, depth: number): Block {
  if (depth > DEPTH_MAX) throw new FastRefusal("The plan's blocks are nested too deep.");
  const block = new Fields(value, "block");
  return block.list("stmts").map((item) => {
    const typed = new Fields(item, "statement");
    const type = typed.text("type");
    const read = readers.get(type);
    if (read === undefined)
      throw new FastRefusal(`The plan has a statement of an unknown kind (${JSON.stringify(type)}).`);
    return read(new Statements(typed.get("stmt"), type, scope, depth));
  });
}

export function readLocal(value: unknown, place: string): Local {
  return checkInteger(value, 0, LOCALS_MAX, place);
}

/** One statement's members, read with what they may refer to. */
class Statements extends Fields {
  constructor(
    value: unknown,
    private readonly type: string,
    readonly scope: Scope,
    private readonly depth: number,
  ) {
    super(value, type);
  }

  local(name: string): Local {
    return readLocal(this.get(name), `${this.type}.${name}`);
  }

  /** A local that may be written: the documents may not, `with` apart. */
  target(name = "target"): Local {
    const local = this.local(name);
    if (local === INPUT || local === DATA)
      throw new FastRefusal(`${this.type}.${name}: the documents are read-only.`);
    return local;
  }

  operand(name: string): Operand {
    return this.readOperand(this.get(name));
  }

  operands(name: string): Operand[] {
    return this.list(name).map((item) => this.readOperand(item));
  }

  string(index: unknown): string {
    const { strings } = this.scope;
    const text = strings[checkInteger(index, 0, strings.length, `${this.type}.string`)];
    if (text === undefined) throw new FastRefusal(`${this.type}: no such string.`);
    return text;
  }

  block(): Block {
    return readBlock(this.get("block"), this.scope, this.depth + 1);
  }

  blocks(): Block[] {
    return this.list("blocks").map((block) => readBlock(block, this.scope, this.depth + 1));
  }

  at(): Place {
    return { row: this.integer("row", 0, PLACE_MAX), column: this.integer("col", 0, PLACE_MAX) };
  }

  callee(args: number): Callee {
    const name = this.text("func");
    const own = this.scope.functions.get(name);
    const callee = own ?? this.scope.builtins.get(name);
    if (callee === undefined)
      throw new FastRefusal(`The plan calls ${JSON.stringify(name)}, which it does not have.`);
    if (callee.arity !== args)
      throw new FastRefusal(
        `The plan calls ${JSON.stringify(name)} with ${args} operands instead of ${callee.arity}.`,
      );
    return { type: own === undefined ? "builtin" : "function", index: callee.index };
  }

  private readOperand(value: unknown): Operand {
    const fields = new Fields(value, `${this.type}.operand`);
    const content = fields.get("value");
    switch (fields.text("type")) {
      case "local":
        return { type: "local", local: readLocal(content, `${this.type}.operand`) };
      case "string_index":
        return { type: "text", text: this.string(content) };
      case "bool":
        if (typeof content === "boolean") return { type: "boolean", value: content };
        throw new FastRefusal(`${this.type}.operand: a boolean is expected.`);
      default:
        throw new FastRefusal(`${this.type}.operand: unknown type.`);
    }
  }
}

const readers: ReadonlyMap<string, (from: Statements) => Statement> = new Map<
  string,
  (from: Statements) => Statement
>([
  ["ArrayAppendStmt", (s) => ({ kind: "arrayAppend", value: s.operand("value"), array: s.target("array") })],
  ["AssignIntStmt", (s) => ({ kind: "assignInteger", value: readNumber(s), target: s.target() })],
  [
    "AssignVarOnceStmt",
    (s) => ({ kind: "assignOnce", source: s.operand("source"), target: s.target(), place: s.at() }),
  ],
  ["AssignVarStmt", (s) => ({ kind: "assign", source: s.operand("source"), target: s.target() })],
  ["BlockStmt", (s) => ({ kind: "block", blocks: s.blocks() })],
  ["BreakStmt", (s) => ({ kind: "break", depth: s.integer("index", 0, DEPTH_MAX * 2) })],
  ["CallDynamicStmt", readCallDynamic],
  ["CallStmt", readCall],
  [
    "DotStmt",
    (s) => ({ kind: "dot", source: s.operand("source"), key: s.operand("key"), target: s.target() }),
  ],
  ["EqualStmt", (s) => ({ kind: "equal", a: s.operand("a"), b: s.operand("b") })],
  ["IsArrayStmt", (s) => ({ kind: "isArray", source: s.operand("source") })],
  ["IsDefinedStmt", (s) => ({ kind: "isDefined", source: s.local("source") })],
  ["IsObjectStmt", (s) => ({ kind: "isObject", source: s.operand("source") })],
  ["IsSetStmt", (s) => ({ kind: "isSet", source: s.operand("source") })],
  ["IsUndefinedStmt", (s) => ({ kind: "isUndefined", source: s.local("source") })],
  ["LenStmt", (s) => ({ kind: "length", source: s.operand("source"), target: s.target() })],
  ["MakeArrayStmt", (s) => ({ kind: "makeArray", target: s.target() })],
  ["MakeNullStmt", (s) => ({ kind: "makeNull", target: s.target() })],
  ["MakeNumberIntStmt", (s) => ({ kind: "makeInteger", value: readNumber(s), target: s.target() })],
  ["MakeNumberRefStmt", (s) => ({ kind: "makeNumber", text: readNumberText(s), target: s.target() })],
  ["MakeObjectStmt", (s) => ({ kind: "makeObject", target: s.target() })],
  ["MakeSetStmt", (s) => ({ kind: "makeSet", target: s.target() })],
  ["NopStmt", () => ({ kind: "nop" })],
  ["NotEqualStmt", (s) => ({ kind: "notEqual", a: s.operand("a"), b: s.operand("b") })],
  ["NotStmt", (s) => ({ kind: "not", block: s.block() })],
  ["ObjectInsertOnceStmt", (s) => readInsert(s, "objectInsertOnce")],
  ["ObjectInsertStmt", (s) => readInsert(s, "objectInsert")],
  ["ObjectMergeStmt", (s) => ({ kind: "merge", a: s.local("a"), b: s.local("b"), target: s.target() })],
  ["ResetLocalStmt", (s) => ({ kind: "reset", target: s.target() })],
  ["ResultSetAddStmt", (s) => ({ kind: "answer", value: s.local("value") })],
  ["ReturnLocalStmt", (s) => ({ kind: "return", source: s.local("source") })],
  ["ScanStmt", readScan],
  ["SetAddStmt", (s) => ({ kind: "setAdd", value: s.operand("value"), set: s.target("set") })],
  ["WithStmt", readWith],
]);

function readInsert(s: Statements, kind: "objectInsert" | "objectInsertOnce"): Statement {
  return {
    kind,
    key: s.operand("key"),
    value: s.operand("value"),
    object: s.target("object"),
    place: s.at(),
  };
}

function readScan(s: Statements): Statement {
  return {
    kind: "scan",
    source: s.local("source"),
    key: s.target("key"),
    value: s.target("value"),
    block: s.block(),
  };
}

function readWith(s: Statements): Statement {
  const path = s.list("path").map((index) => s.string(index));
  return { kind: "with", local: s.local("local"), path, value: s.operand("value"), block: s.block() };
}

function readCall(s: Statements): Statement {
  const args = s.operands("args");
  return { kind: "call", callee: s.callee(args.length), args, target: s.target("result") };
}

function readCallDynamic(s: Statements): Statement {
  const args = s.list("args").map((local) => readLocal(local, "CallDynamicStmt.args"));
  if (args.length !== 2) throw new FastRefusal("CallDynamicStmt.args: input and data are expected.");
  return { kind: "callDynamic", args, path: s.operands("path"), target: s.target("result") };
}

/** Larger integers come as text in another statement. */
function readNumber(s: Statements): number {
  return s.integer("value", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** Rego also writes `.5` and `-.5`. */
function readNumberText(s: Statements): string {
  const text = s.string(s.get("index") ?? s.get("Index"));
  const number = text.replace(/^(-?)\./, "$10.");
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(number))
    throw new FastRefusal(`The plan has a number of an unknown form (${JSON.stringify(text)}).`);
  return number;
}
