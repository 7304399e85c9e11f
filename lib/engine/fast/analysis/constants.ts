import { makeObject } from "../../builtins/compare";
import { numberFromText, type Value } from "../../builtins/value";
import {
  allStatements,
  innerBlocks,
  type AddStatement,
  type AppendStatement,
  type Block,
  type InsertStatement,
  type Local,
  type Operand,
  type Statement,
} from "../plan/ir";
import { setOf } from "../runtime/built-set";

/** Locals of a function that hold one value whenever they are read. */
export type Constants = ReadonlyMap<Local, Value>;

/** Where a local is written, and what is added to it. */
interface Uses {
  writes: number;
  additions: number;
}

type Make = Extract<Statement, { kind: "makeArray" | "makeObject" | "makeSet" }>;

/**
 * Finds the values that a function makes from literals alone: they are made once for the program instead of in each
 * evaluation. A local counts if it has one writer, and if all that is added to it is added right behind that writer.
 *
 * @param fixed locals that are something else: parameters and the function's result
 */
export function findConstants(blocks: readonly Block[], fixed: readonly Local[]): Constants {
  const uses = countUses(blocks, fixed);
  const constants = new Map<Local, Value>();
  const refused = new Set<Local>();
  const visit = (inner: readonly Block[]): void => {
    for (const block of inner) {
      block.forEach((statement, index) => {
        const found = evaluate(statement, block, index, { uses, constants, refused });
        if (found !== undefined) constants.set(found.local, found.value);
      });
    }
  };
  // Literals stand before what uses them, and inner blocks hold literals of their own.
  const visitDeep = (inner: readonly Block[]): void => {
    visit(inner);
    for (const block of inner) for (const statement of block) visitDeep(innerBlocks(statement));
  };
  visitDeep(blocks);
  return constants;
}

/** The value of an operand if it is known. */
export function constantOperand(operand: Operand, constants: Constants): Value | undefined {
  if (operand.type === "local") return constants.get(operand.local);
  return operand.type === "text" ? operand.text : operand.value;
}

interface Known {
  readonly uses: ReadonlyMap<Local, Uses>;
  readonly constants: Map<Local, Value>;
  /** Collections that are none: each is tried once, however deep it lies in others. */
  readonly refused: Set<Local>;
}

function evaluate(
  statement: Statement,
  block: Block,
  index: number,
  known: Known,
): { local: Local; value: Value } | undefined {
  switch (statement.kind) {
    case "makeNull":
      return single(statement.target, null, known);
    case "makeInteger":
      return single(statement.target, statement.value, known);
    case "makeNumber":
      return single(statement.target, numberFromText(statement.text), known);
    case "assign": {
      const value = constantOperand(statement.source, known.constants);
      return value === undefined ? undefined : single(statement.target, value, known);
    }
    case "makeArray":
    case "makeObject":
    case "makeSet":
      return triedOnce(statement, block, index, known);
    default:
      return undefined;
  }
}

function single(local: Local, value: Value, { uses }: Known): { local: Local; value: Value } | undefined {
  const use = uses.get(local);
  return use?.writes === 1 && use.additions === 0 ? { local, value } : undefined;
}

function triedOnce(
  make: Make,
  block: Block,
  index: number,
  known: Known,
): { local: Local; value: Value } | undefined {
  const value = known.constants.get(make.target);
  if (value !== undefined) return { local: make.target, value };
  if (known.refused.has(make.target)) return undefined;
  const found = collection(make, block, index, known);
  if (found === undefined) known.refused.add(make.target);
  return found;
}

function collection(
  make: Make,
  block: Block,
  index: number,
  known: Known,
): { local: Local; value: Value } | undefined {
  const use = known.uses.get(make.target);
  if (use?.writes !== 1) return undefined;
  const items: Value[] = [];
  const entries: [Value, Value][] = [];
  for (let next = index + 1; items.length + entries.length < use.additions; next++) {
    const statement = block[next];
    if (statement === undefined || !isLiteral(statement)) return undefined;
    const inner = evaluate(statement, block, next, known);
    if (inner !== undefined) known.constants.set(inner.local, inner.value);
    if (!addsTo(statement, make.target)) continue;
    const key = statement.kind === "objectInsert" ? constantOperand(statement.key, known.constants) : null;
    const value = constantOperand(statement.value, known.constants);
    if (key === undefined || value === undefined) return undefined;
    if (statement.kind === "objectInsert") entries.push([key, value]);
    else items.push(value);
  }
  const value =
    make.kind === "makeArray" ? items : make.kind === "makeSet" ? setOf(items) : makeObject(entries);
  return { local: make.target, value };
}

function isLiteral({ kind }: Statement): boolean {
  return (
    kind === "assign" ||
    kind === "setAdd" ||
    kind === "arrayAppend" ||
    kind === "objectInsert" ||
    kind.startsWith("make")
  );
}

type Addition = AddStatement | AppendStatement | InsertStatement;

function addsTo(statement: Statement, local: Local): statement is Addition {
  if (statement.kind === "setAdd") return statement.set === local;
  if (statement.kind === "arrayAppend") return statement.array === local;
  return statement.kind === "objectInsert" && statement.object === local;
}

function countUses(blocks: readonly Block[], fixed: readonly Local[]): ReadonlyMap<Local, Uses> {
  const uses = new Map<Local, Uses>();
  const at = (local: Local): Uses => {
    const found = uses.get(local) ?? { writes: 0, additions: 0 };
    uses.set(local, found);
    return found;
  };
  const unusable = (local: Local): void => void (at(local).writes += 2);
  fixed.forEach(unusable);
  for (const statement of allStatements(blocks)) {
    for (const local of uncertain(statement)) unusable(local);
    if ("target" in statement) at(statement.target).writes += 1;
    if (statement.kind === "setAdd") at(statement.set).additions += 1;
    if (statement.kind === "arrayAppend") at(statement.array).additions += 1;
    if (statement.kind === "objectInsert") at(statement.object).additions += 1;
  }
  return uses;
}

/** Locals that a statement writes more than once, or asks whether they were written. */
function uncertain(statement: Statement): readonly Local[] {
  switch (statement.kind) {
    case "reset":
    case "assignOnce":
    case "assignInteger":
      return [statement.target];
    case "isDefined":
    case "isUndefined":
      return [statement.source];
    case "objectInsertOnce":
      return [statement.object];
    case "scan":
      return [statement.key, statement.value];
    case "with":
      return [statement.local];
    default:
      return [];
  }
}
