import { findConstants } from "../analysis/constants";
import { findReads, type Reads } from "../analysis/reads";
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
import { Code, Pool, type Shapes } from "./code";
import { writeStatements } from "./statements";

/** Generated source, and what it refers to. */
export interface ProgramText {
  /** The body of a function of `R, S, M, K, B, T`; it answers the entry points in the plan's order. */
  readonly source: string;
  /** `K`: values made from literals. */
  readonly values: readonly Value[];
}

/** What generated code takes from the runtime (`R`). */
export const RUNTIME_NAMES = [
  "CallMemo",
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
export function writeProgram(program: Program): ProgramText {
  const pool = new Pool();
  const constants = program.functions.map(({ blocks, params, result }) =>
    findConstants(blocks, [...params, result]),
  );
  const reads = findReads(program, constants);
  const heavy = findHeavy(program, isInPlace);
  const lines = ['"use strict";', `const { ${RUNTIME_NAMES.join(", ")} } = R;`];
  program.functions.forEach((each, index) => {
    const code = new Code(program, constants[index] ?? new Map(), shapesOf(each.blocks), pool);
    const memo = each.params.length === 2 || heavy[index] === true ? reads[index] : undefined;
    lines.push(...writeFunction(each, index, code, memo));
  });
  program.plans.forEach(({ blocks }, index) => {
    const fixed: Local[] = [INPUT, DATA];
    const code = new Code(program, findConstants(blocks, fixed), shapesOf(blocks), pool);
    lines.push(...writeBody(`p${index}`, fixed, blocks, code));
  });
  lines.push(...pool.memos);
  lines.push(`const F = [${program.functions.map((_, index) => `f${index}`).join(", ")}];`);
  lines.push(`return [${program.plans.map((_, index) => `p${index}`).join(", ")}];`);
  return { source: lines.join("\n"), values: pool.values };
}

/** A rule is computed once for as long as nothing that it reads has changed. */
function writeFunction(each: PlanFunction, index: number, code: Code, memo: Reads | undefined): string[] {
  const operands = each.params.slice(2).map((local) => `l${local}`);
  if (memo === undefined || operands.length > 2)
    return writeBody(`f${index}`, each.params, each.blocks, code);
  if (operands.length > 0)
    return [...writeMemo(index, operands, memo), ...writeBody(`r${index}`, each.params, each.blocks, code)];
  const generation = `S.${generationOf(memo)}`;
  return [
    `let m${index}, g${index} = 0;`,
    `function f${index}(l0, l1) {`,
    `if (g${index} !== ${generation}) { m${index} = r${index}(l0, l1); g${index} = ${generation}; }`,
    `return m${index};`,
    "}",
    ...writeBody(`r${index}`, each.params, each.blocks, code),
  ];
}

/** A function of nothing but its operands remembers texts and numbers for good, collections for the opened object. */
function writeMemo(index: number, operands: readonly string[], memo: Reads): string[] {
  const list = ["l0", "l1", ...operands].join(", ");
  const method = operands.length === 1 ? "one" : "two";
  const isLasting = generationOf(memo) === "constantGeneration";
  const areScalar = operands.map((name) => `(typeof ${name} !== "object" || ${name} === null)`).join(" && ");
  const generation = isLasting ? "objectGeneration" : generationOf(memo);
  return [
    `const c${index} = new CallMemo(r${index});`,
    isLasting ? `const d${index} = new CallMemo(r${index});` : "",
    `function f${index}(${list}) {`,
    isLasting ? `if (${areScalar}) return d${index}.${method}(S.constantGeneration, ${list});` : "",
    `return c${index}.${method}(S.${generation}, ${list});`,
    "}",
  ];
}

function generationOf(reads: Reads): string {
  if (reads.parameters) return "evaluationGeneration";
  if (reads.input) return reads.data ? "bothGeneration" : "objectGeneration";
  return reads.data ? "dataGeneration" : "constantGeneration";
}

function writeBody(name: string, params: readonly Local[], blocks: readonly Block[], code: Code): string[] {
  for (const block of blocks) code.block(() => writeStatements(code, block));
  const isSharing = code.lines.some((line) => line.includes("own(O, "));
  return [
    `function ${name}(${params.map((local) => `l${local}`).join(", ")}) {`,
    "if (--M.left < 0) exhausted();",
    code.declarations(params),
    isSharing ? "const O = new Set();" : "",
    ...code.lines,
    "}",
  ];
}

function shapesOf(blocks: readonly Block[]): Shapes {
  return { plain: plainLocals(blocks), stored: storedSteps(blocks) };
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
