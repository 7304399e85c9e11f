import { allStatements, type Program, type Statement } from "../plan/ir";

/** Built-ins whose work is about that of looking up an answer that was remembered. */
export type IsCheap = (builtin: string) => boolean;

/** The functions whose answers are worth remembering: with a loop or a built-in that works, in them or in a callee. */
export function findHeavy(program: Program, isCheap: IsCheap): readonly boolean[] {
  const statements = program.functions.map(({ blocks }) => allStatements(blocks));
  const heavy = statements.map((own) => own.some((statement) => works(statement, program, isCheap)));
  let changed = true;
  while (changed) {
    changed = false;
    statements.forEach((own, index) => {
      if (heavy[index] === true) return;
      const callsHeavy = own.some(
        (statement) =>
          statement.kind === "call" &&
          statement.callee.type === "function" &&
          heavy[statement.callee.index] === true,
      );
      if (callsHeavy) changed = heavy[index] = true;
    });
  }
  return heavy;
}

function works(statement: Statement, program: Program, isCheap: IsCheap): boolean {
  if (statement.kind === "scan" || statement.kind === "callDynamic") return true;
  if (statement.kind !== "call" || statement.callee.type !== "builtin") return false;
  return !isCheap(program.builtins[statement.callee.index]?.name ?? "");
}
