import { allStatements, DATA, type Block, type DotStatement, type Local } from "../plan/ir";

/**
 * The steps of references into `data`. OPA's interpreter looks stored documents up by the text of a key: `data.names[2]`
 * finds the member "2". What a variable holds it looks up by value, as everywhere else. OPA uses the number of a local for
 * one thing after another, so that the last write before a step counts.
 */
export function storedSteps(blocks: readonly Block[]): ReadonlySet<DotStatement> {
  const steps = new Set<DotStatement>();
  const stored = new Set<Local>([DATA]);
  for (const statement of allStatements(blocks)) {
    if (statement.kind === "scan") {
      stored.delete(statement.key);
      mark(stored, statement.value, stored.has(statement.source));
    } else if (statement.kind === "dot") {
      const { source, target } = statement;
      const isStep = source.type === "local" && stored.has(source.local);
      if (isStep) steps.add(statement);
      mark(stored, target, isStep);
    } else if ("target" in statement) stored.delete(statement.target);
  }
  return steps;
}

function mark(stored: Set<Local>, local: Local, isStored: boolean): void {
  if (isStored) stored.add(local);
  else stored.delete(local);
}
