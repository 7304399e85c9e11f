import type { ConformanceCase } from "./cases";
import { judgeAnswer, type Verdict } from "./verdict";

export interface CaseOutcome {
  readonly item: ConformanceCase;
  readonly verdict: Verdict;
  /** Why it may fail, if it may. */
  readonly exception: string | null;
}

export function judge(
  item: ConformanceCase,
  answer: string,
  exceptions: ReadonlyMap<string, string>,
): CaseOutcome {
  return { item, verdict: judgeAnswer(item, answer), exception: exceptions.get(item.id) ?? null };
}

/**
 * Prints totals by topic and everything that is not as it should be.
 * @returns whether every case passed, was refused, or is a known exception, and no known exception passed
 */
export function printReport(
  evaluator: string,
  outcomes: readonly CaseOutcome[],
  seconds: number,
  listsFailures: boolean,
): boolean {
  const surprises = outcomes.filter(
    ({ verdict, exception }) => verdict.status === "failed" && exception === null,
  );
  const outdated = outcomes.filter(
    ({ verdict, exception }) => verdict.status !== "failed" && exception !== null,
  );
  if (listsFailures)
    for (const { item, verdict } of outcomes)
      if (verdict.status === "failed") console.log(`${item.id}\t${verdict.reason}`);
  printTopics(outcomes);
  for (const { item, verdict } of listsFailures ? [] : surprises)
    console.log(`FAILED ${item.id}: ${verdict.status === "failed" ? verdict.reason : ""}`);
  for (const { item } of outdated) console.log(`PASSES, so take it off the list: ${item.id}`);
  const count = (status: Verdict["status"]) =>
    outcomes.filter(({ verdict }) => verdict.status === status).length;
  const good = count("passed") + count("refused");
  const percent = ((100 * good) / Math.max(1, outcomes.length)).toFixed(2);
  console.log(
    `${evaluator}: ${good} of ${outcomes.length} (${percent} %) as OPA says: ${count("passed")} passed, ` +
      `${count("refused")} refused because of a forbidden built-in; ${count("failed")} failed, ` +
      `${surprises.length} of them unexpected; ${outdated.length} listed cases pass (${seconds.toFixed(0)} s)`,
  );
  return surprises.length === 0 && outdated.length === 0;
}

function printTopics(outcomes: readonly CaseOutcome[]): void {
  const topics = new Map<string, CaseOutcome[]>();
  for (const outcome of outcomes) {
    const topic = `${outcome.item.version}/${outcome.item.folder}`;
    topics.set(topic, [...(topics.get(topic) ?? []), outcome]);
  }
  const width = Math.max(...[...topics.keys()].map((topic) => topic.length));
  for (const [topic, own] of topics) {
    const failed = own.filter(({ verdict }) => verdict.status === "failed").length;
    console.log(`${topic.padEnd(width)}  ${String(own.length - failed).padStart(5)} of ${own.length}`);
  }
}
