import { innerBlocks, type Block, type Local, type PlanFunction, type Statement } from "../plan/ir";
import { renameLocals } from "../plan/rename-locals";
import { operandsOf } from "./operands";

/**
 * A function's blocks with a local of its own for each thing. OPA gives the locals of one body of a rule to the next, so that
 * one number stands for a constant here and for something else there; what is found out about a local holds for all of them.
 */
export function separateLocals({ blocks, params, result }: PlanFunction): readonly Block[] {
  const used = blocks.map((block) => usesIn(block));
  const fixed = new Set<Local>([...params, result, ...used.flatMap(({ exposed }) => [...exposed])]);
  let next = Math.max(result, ...params, ...used.flatMap(({ written }) => [...written])) + 1;
  const seen = new Set<Local>();
  return blocks.map((block, index) => {
    const names = new Map<Local, Local>();
    for (const local of used[index]?.written ?? []) {
      if (fixed.has(local)) continue;
      if (seen.has(local)) names.set(local, next++);
      seen.add(local);
    }
    return names.size === 0 ? block : renameLocals(block, (local) => names.get(local) ?? local);
  });
}

interface Uses {
  readonly written: Set<Local>;
  /** Locals that may be read before the block has written them. */
  readonly exposed: Set<Local>;
}

function usesIn(block: Block): Uses {
  const uses: Uses = { written: new Set(), exposed: new Set() };
  visit(block, new Set(), uses);
  return uses;
}

/** @param certain locals that are written whenever the block is reached; those of outer blocks are */
function visit(block: Block, outer: ReadonlySet<Local>, { written, exposed }: Uses): void {
  const certain = new Set(outer);
  for (const statement of block) {
    for (const local of readBy(statement)) if (!certain.has(local)) exposed.add(local);
    const inner = new Set(certain);
    if (statement.kind === "scan")
      for (const local of [statement.key, statement.value]) {
        written.add(local);
        inner.add(local);
      }
    for (const nested of innerBlocks(statement)) visit(nested, inner, { written, exposed });
    if (!("target" in statement)) continue;
    written.add(statement.target);
    certain.add(statement.target);
  }
}

/** What is added to, and what is written only if it is not yet, is read. */
function readBy(statement: Statement): readonly Local[] {
  const read = operandsOf(statement).flatMap((operand) => (operand.type === "local" ? [operand.local] : []));
  switch (statement.kind) {
    case "objectInsert":
    case "objectInsertOnce":
      return [...read, statement.object];
    case "arrayAppend":
      return [...read, statement.array];
    case "setAdd":
      return [...read, statement.set];
    case "assignOnce":
      return [...read, statement.target];
    default:
      return read;
  }
}
