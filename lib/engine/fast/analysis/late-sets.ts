import { innerBlocks, type Block, type Local, type Statement } from "../plan/ir";
import { operandsOf } from "./operands";

/** Where a set is made, written or read: its place in the text, and the scans around it. */
interface Use {
  readonly place: number;
  readonly scans: readonly number[];
}

interface Uses {
  readonly makes: Use[];
  readonly adds: Use[];
  readonly reads: Use[];
  /** False for a local that holds something else, too. */
  isSet: boolean;
}

/**
 * Finds the sets that need no object of their own before their first member comes, which most never get: until then
 * they are the one empty set. Nobody may hold such a set while members are still added to it.
 */
export function findLateSets(blocks: readonly Block[]): ReadonlySet<Local> {
  const uses = collectUses(blocks);
  return new Set([...uses].flatMap(([local, found]) => (isLate(found) ? [local] : [])));
}

function isLate({ isSet, makes, adds, reads }: Uses): boolean {
  if (!isSet || makes.length === 0) return false;
  const last = Math.max(...adds.map(({ place }) => place));
  return reads.every(
    (read) =>
      read.place > last &&
      // Else the next round of a scan would add to what this one has read.
      read.scans.every(
        (scan) =>
          !adds.some((add) => add.scans.includes(scan)) || makes.every((make) => make.scans.includes(scan)),
      ),
  );
}

function collectUses(blocks: readonly Block[]): ReadonlyMap<Local, Uses> {
  const uses = new Map<Local, Uses>();
  const at = (local: Local): Uses => {
    const found = uses.get(local) ?? { makes: [], adds: [], reads: [], isSet: true };
    uses.set(local, found);
    return found;
  };
  let place = 0;
  const visit = (inner: readonly Block[], scans: readonly number[]): void => {
    for (const block of inner) {
      for (const statement of block) {
        const use = { place: place++, scans };
        for (const local of localsOf(statement)) at(local).reads.push(use);
        if (statement.kind === "makeSet") at(statement.target).makes.push(use);
        else if (statement.kind === "setAdd") at(statement.set).adds.push(use);
        else for (const local of writtenBy(statement)) at(local).isSet = false;
        visit(innerBlocks(statement), statement.kind === "scan" ? [...scans, use.place] : scans);
      }
    }
  };
  visit(blocks, []);
  return uses;
}

function writtenBy(statement: Statement): readonly Local[] {
  if (statement.kind === "scan") return [statement.key, statement.value];
  if (statement.kind === "with") return [statement.local];
  if (statement.kind === "objectInsert" || statement.kind === "objectInsertOnce") return [statement.object];
  if (statement.kind === "arrayAppend") return [statement.array];
  return "target" in statement ? [statement.target] : [];
}

function localsOf(statement: Statement): readonly Local[] {
  return operandsOf(statement).flatMap((operand) => (operand.type === "local" ? [operand.local] : []));
}
