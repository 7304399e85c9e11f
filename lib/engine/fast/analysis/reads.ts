import {
  DATA,
  INPUT,
  allStatements,
  type Block,
  type CallStatement,
  type Operand,
  type Program,
  type Statement,
} from "../plan/ir";
import { constantOperand, type Constants } from "./constants";
import type { MembersOnly } from "./members-only";
import { operandsOf } from "./operands";
import { PARAMETERS, isDocument, memberPath } from "./paths";

/** What the answer of a function depends on. */
export interface Reads {
  readonly input: boolean;
  /** `input.parameters`; with `input`, also what differs from one evaluation to the next. */
  readonly parameters: boolean;
  readonly data: boolean;
}

interface MutableReads {
  input: boolean;
  parameters: boolean;
  data: boolean;
}

/** Built-ins whose answer may differ between two evaluations with equal operands, or that leave a note behind. */
const PER_EVALUATION: ReadonlySet<string> = new Set([
  "http.send",
  "net.lookup_ip_addr",
  "opa.runtime",
  "rand.intn",
  "time.now_ns",
  "trace",
  "uuid.rfc4122",
  "print",
  "internal.print",
]);

/**
 * What each function of the program reads, its callees included.
 *
 * @param constants by function
 */
export function findReads(
  program: Program,
  constants: readonly Constants[],
  membersOnly: MembersOnly,
): readonly Reads[] {
  const reads = program.functions.map(({ blocks }, index) =>
    readsOf(blocks, { program, constants: constants[index] ?? new Map(), membersOnly, owner: index }),
  );
  const callees = program.functions.map(({ blocks }) => calleesOf(blocks));
  let changed = true;
  while (changed) {
    changed = false;
    callees.forEach((names, caller) => {
      const own = reads[caller];
      for (const name of names) {
        const other = reads[name];
        if (own !== undefined && other !== undefined && include(own, other)) changed = true;
      }
    });
  }
  return reads;
}

function include(own: MutableReads, other: MutableReads): boolean {
  const before = own.input && own.parameters && own.data;
  const grows =
    (other.input && !own.input) || (other.parameters && !own.parameters) || (other.data && !own.data);
  if (before || !grows) return false;
  own.input ||= other.input;
  own.parameters ||= other.parameters;
  own.data ||= other.data;
  return true;
}

function calleesOf(blocks: readonly Block[]): ReadonlySet<number> {
  const callees = new Set<number>();
  for (const statement of allStatements(blocks))
    if (statement.kind === "call" && statement.callee.type === "function")
      callees.add(statement.callee.index);
  return callees;
}

/** A function, and what is known of it. */
interface Scope {
  readonly program: Program;
  readonly constants: Constants;
  readonly membersOnly: MembersOnly;
  /** Its position in the program. */
  readonly owner: number;
}

function readsOf(blocks: readonly Block[], scope: Scope): MutableReads {
  const reads: MutableReads = { input: false, parameters: false, data: false };
  for (const statement of allStatements(blocks)) {
    // Which function is reached is known only while evaluating.
    if (statement.kind === "callDynamic") return { input: true, parameters: true, data: true };
    if (callsPerEvaluation(statement, scope.program)) reads.input = reads.parameters = true;
    for (const use of partsRead(statement, scope)) {
      if (use === "data") reads.data = true;
      if (use === "input" || use === "wholeInput") reads.input = true;
      if (use === "parameters" || use === "wholeInput") reads.parameters = true;
    }
  }
  return reads;
}

function callsPerEvaluation(statement: Statement, program: Program): boolean {
  if (statement.kind !== "call" || statement.callee.type !== "builtin") return false;
  const name = program.builtins[statement.callee.index]?.name;
  return name === undefined || PER_EVALUATION.has(name);
}

type Use = "input" | "parameters" | "wholeInput" | "data";

function partsRead(statement: Statement, scope: Scope): Use[] {
  switch (statement.kind) {
    case "call":
      return partsReadByCall(statement, scope);
    case "assign":
      return partsUsed(statement.source, scope.membersOnly.has(scope.owner, statement.target));
    case "dot": {
      const rest = partsUsed(statement.key);
      if (!isLocal(statement.source, INPUT)) return [...rest, ...partsUsed(statement.source)];
      const key = constantOperand(statement.key, scope.constants);
      if (key === undefined) return [...rest, "wholeInput"];
      return [...rest, key === PARAMETERS ? "parameters" : "input"];
    }
    case "isDefined":
    case "isUndefined":
      return statement.source === INPUT ? ["input"] : statement.source === DATA ? ["data"] : [];
    default:
      return operandsOf(statement).flatMap((operand) => partsUsed(operand));
  }
}

/** The documents as first two operands go on to the callee, whose own reads count. */
function partsReadByCall(call: CallStatement, { program, constants, membersOnly }: Scope): Use[] {
  const { args, callee } = call;
  if (callee.type === "function")
    return args.flatMap((arg, index) =>
      isDocument(arg, index) ? [] : partsUsed(arg, membersOnly.hasOperand(callee.index, index)),
    );
  const isMember = memberPath(call, program, constants) !== undefined;
  return args.flatMap((arg, index) => partsUsed(arg, isMember && index === 0));
}

function isLocal(operand: Operand, local: number): boolean {
  return operand.type === "local" && operand.local === local;
}

/** @param areMembers whether no more of the operand is used than members other than the parameters */
function partsUsed(operand: Operand, areMembers = false): Use[] {
  if (isLocal(operand, INPUT)) return [areMembers ? "input" : "wholeInput"];
  return isLocal(operand, DATA) ? ["data"] : [];
}
