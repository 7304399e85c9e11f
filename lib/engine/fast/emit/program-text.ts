import { findConstants } from "../analysis/constants";
import { findLateSets } from "../analysis/late-sets";
import { MembersOnly } from "../analysis/members-only";
import { findReads, type Reads } from "../analysis/reads";
import { separateLocals } from "../analysis/separate-locals";
import { storedSteps } from "../analysis/stored";
import { findHeavy } from "../analysis/weight";
import { isInPlace } from "./calls";
import {
  DATA,
  INPUT,
  allStatements,
  type Block,
  type Local,
  type PlanFunction,
  type Program,
} from "../plan/ir";
import type { Value } from "../../builtins/value";
import type { FrameSize } from "../runtime/frame";
import { Code, Pool, type Shapes } from "./code";
import { writeStatements } from "./statements";

/** Generated source, and what it refers to. */
export interface ProgramText {
  /** The body of a function of `R, S, M, K, B, T`; it answers the entry points in the plan's order. */
  readonly source: string;
  /** `K`: values made from literals. */
  readonly values: readonly Value[];
  /** What an opened object's frame must hold. */
  readonly frame: FrameSize;
}

/** What generated code takes from the runtime (`R`). */
export const RUNTIME_NAMES = [
  "CallMemo",
  "Remembered",
  "NO_MEMBERS",
  "added",
  "addTo",
  "call",
  "count",
  "div",
  "dot",
  "dotRest",
  "dotStored",
  "dotText",
  "endsWith",
  "exhausted",
  "find",
  "formatPlain",
  "insert",
  "insertOnce",
  "isNumberValue",
  "isObjectValue",
  "isSetValue",
  "joinLists",
  "joinTexts",
  "keysOf",
  "lengthOf",
  "limitItems",
  "member",
  "memberAt",
  "merge",
  "minus",
  "mul",
  "numberFromText",
  "objectGet",
  "order",
  "own",
  "plus",
  "rem",
  "same",
  "scanKeys",
  "scanValue",
  "setOf",
  "splitText",
  "startsWith",
  "textContains",
  "trimPrefix",
  "trimSuffix",
  "upsert",
  "varConflict",
] as const;

/** Writes a validated program as JavaScript. */
export function writeProgram(plan: Program): ProgramText {
  const functions = plan.functions.map((each) => ({ ...each, blocks: separateLocals(each) }));
  const program: Program = { ...plan, functions };
  const pool = new Pool();
  const constants = program.functions.map(({ blocks, params, result }) =>
    findConstants(blocks, [...params, result]),
  );
  const membersOnly = new MembersOnly(program, constants);
  const reads = findReads(program, constants, membersOnly);
  const heavy = findHeavy(program, isInPlace);
  const called = calledFunctions(program);
  const frame = { rules: 0, memos: 0 };
  const lines = ['"use strict";', `const { ${RUNTIME_NAMES.join(", ")} } = R;`];
  program.functions.forEach((each, index) => {
    const shapes = shapesOf(each.blocks, (local) => membersOnly.has(index, local));
    const code = new Code(program, membersOnly, constants[index] ?? new Map(), shapes, pool);
    const isAskedAgain = each.params.length === 2 ? called.has(index) : heavy[index] === true;
    const memo = isAskedAgain ? reads[index] : undefined;
    lines.push(...writeFunction(each, index, code, memo, frame));
  });
  program.plans.forEach(({ blocks }, index) => {
    const fixed: Local[] = [INPUT, DATA];
    const answering = blocks.map(answerDirectly);
    const shapes = shapesOf(answering, () => false);
    const code = new Code(program, membersOnly, findConstants(answering, fixed), shapes, pool);
    lines.push(...writeBody(`p${index}`, fixed, answering, code));
  });
  lines.push(...pool.memos);
  lines.push(`const F = [${program.functions.map((_, index) => `f${index}`).join(", ")}];`);
  lines.push(`return [${program.plans.map((_, index) => `p${index}`).join(", ")}];`);
  return { source: lines.join("\n"), values: pool.values, frame };
}

/** Functions that others may call: a rule that only an entry point asks is asked once in an evaluation. */
function calledFunctions({ functions }: Program): ReadonlySet<number> {
  const statements = functions.flatMap(({ blocks }) => allStatements(blocks));
  if (statements.some(({ kind }) => kind === "callDynamic")) return new Set(functions.keys());
  return new Set(
    statements.flatMap((statement) =>
      statement.kind === "call" && statement.callee.type === "function" ? [statement.callee.index] : [],
    ),
  );
}

/** An entry point that wraps its rule's value as `{"result": value}` to answer it has no need of the object. */
function answerDirectly(block: Block): Block {
  const [made, inserted, answer] = block.slice(-3);
  if (made?.kind !== "makeObject" || inserted?.kind !== "objectInsert" || answer?.kind !== "answer")
    return block;
  const { object, key, value } = inserted;
  const isWrapped = made.target === object && object === answer.value;
  if (!isWrapped || key.type !== "text" || key.text !== "result" || value.type !== "local") return block;
  return [...block.slice(0, -3), { kind: "return", source: value.local }];
}

/** A rule is computed once for as long as nothing that it reads has changed. */
function writeFunction(
  each: PlanFunction,
  index: number,
  code: Code,
  memo: Reads | undefined,
  frame: MutableFrameSize,
): string[] {
  const operands = each.params.slice(2).map((local) => `l${local}`);
  if (memo === undefined || operands.length > 2)
    return writeBody(`f${index}`, each.params, each.blocks, code);
  const body = writeBody(`r${index}`, each.params, each.blocks, code);
  const generation = generationOf(memo);
  if (operands.length > 0) return [...writeMemo(index, operands, generation, frame), ...body];
  if (isOfObject(generation)) return [...writeFramedRule(index, generation, frame.rules++), ...body];
  return [
    `let m${index}, g${index} = 0;`,
    `function f${index}(l0, l1) {`,
    `if (g${index} !== S.${generation}) { m${index} = r${index}(l0, l1); g${index} = S.${generation}; }`,
    `return m${index};`,
    "}",
    ...body,
  ];
}

/** Its value lives with the opened object, so that several objects can be open at once. */
function writeFramedRule(index: number, generation: Generation, place: number): string[] {
  return [
    `function f${index}(l0, l1) {`,
    "const Z = S.frame;",
    `if (Z.generations[${place}] !== S.${generation}) { Z.values[${place}] = r${index}(l0, l1); Z.generations[${place}] = S.${generation}; }`,
    `return Z.values[${place}];`,
    "}",
  ];
}

/**
 * A function of nothing but its operands remembers texts and numbers for good, collections for the opened object; one of
 * the parameters in the same way for as long as these stay, and for the evaluation.
 */
function writeMemo(
  index: number,
  operands: readonly string[],
  generation: Generation,
  frame: MutableFrameSize,
): string[] {
  const list = ["l0", "l1", ...operands].join(", ");
  const method = operands.length === 1 ? "one" : "two";
  const forCollections = ofCollections[generation] ?? generation;
  const isSplit = forCollections !== generation;
  const areScalar = operands.map((name) => `(typeof ${name} !== "object" || ${name} === null)`).join(" && ");
  const isFramed = isOfObject(forCollections);
  const place = isFramed ? frame.memos++ : 0;
  const memo = isFramed ? `(Z[${place}] ?? (Z[${place}] = new CallMemo(u${index})))` : `c${index}`;
  return [
    `const u${index} = new Remembered(r${index});`,
    isFramed ? "" : `const c${index} = new CallMemo(u${index});`,
    isSplit ? `const d${index} = new CallMemo(new Remembered(r${index}));` : "",
    `function f${index}(${list}) {`,
    isSplit ? `if (${areScalar}) return d${index}.${method}(S.${generation}, ${list});` : "",
    isFramed ? "const Z = S.frame.memos;" : "",
    `return ${memo}.${method}(S.${forCollections}, ${list});`,
    "}",
  ];
}

type Generation =
  | "constantGeneration"
  | "dataGeneration"
  | "objectGeneration"
  | "bothGeneration"
  | "parametersGeneration"
  | "evaluationGeneration";

interface MutableFrameSize {
  rules: number;
  memos: number;
}

/** For how long answers about collections count, where that is shorter than for texts: they are known by identity. */
const ofCollections: Partial<Record<Generation, Generation>> = {
  constantGeneration: "objectGeneration",
  parametersGeneration: "evaluationGeneration",
};

function isOfObject(generation: Generation): boolean {
  return generation === "objectGeneration" || generation === "bothGeneration";
}

function generationOf({ input, parameters, data }: Reads): Generation {
  if (parameters) return input || data ? "evaluationGeneration" : "parametersGeneration";
  if (input) return data ? "bothGeneration" : "objectGeneration";
  return data ? "dataGeneration" : "constantGeneration";
}

function writeBody(name: string, params: readonly Local[], blocks: readonly Block[], code: Code): string[] {
  for (const block of blocks) code.block(() => writeStatements(code, block));
  const isSharing = code.lines.some((line) => line.includes("own(O"));
  return [
    `function ${name}(${params.map((local) => `l${local}`).join(", ")}) {`,
    "if (--M.left < 0) exhausted();",
    code.declarations(params),
    isSharing ? "let O;" : "",
    ...code.lines,
    "}",
  ];
}

function shapesOf(blocks: readonly Block[], isAskedForMembers: Shapes["isAskedForMembers"]): Shapes {
  return {
    plain: plainLocals(blocks),
    stored: storedSteps(blocks),
    lateSets: findLateSets(blocks),
    isAskedForMembers,
  };
}

/** Locals that hold nothing but collections that the function itself has made. */
function plainLocals(blocks: readonly Block[]): ReadonlySet<Local> {
  const plain = new Set<Local>();
  const others = new Set<Local>();
  for (const statement of allStatements(blocks)) {
    if (!("target" in statement)) continue;
    const isMake =
      statement.kind === "makeArray" || statement.kind === "makeObject" || statement.kind === "makeSet";
    (isMake ? plain : others).add(statement.target);
  }
  for (const local of others) plain.delete(local);
  return plain;
}
