import type { LibraryExpectation } from "@/lib/contracts/library";
import { textOfResults, type Case, type Verdict } from "./cases";
import type { Engine } from "./engine";
import { differences, toOccurrence } from "./occurrences";
import type { OpaEvaluator } from "./opa-evaluator";
import type { FixtureCase, PreparedTemplate, TemplateReport } from "./prepare";
import { reasonOf } from "./problem";
import type { Progress } from "./progress";
import type { JudgedCase } from "./prove-fixes";
import { createRandom, shuffleKeys } from "./random";

const measuredRounds = 5;
const shuffleSeed = 20_260_101;
const noVerdict: Verdict = { error: "was not judged" };

interface Answers {
  opa: Verdict;
  fast: Verdict;
  sandbox: Verdict;
  /** Keys in another order, and strict about errors of built-in functions. */
  shuffled: Verdict;
}

/**
 * Judges all fixtures by OPA and by both evaluators of the engine, and holds the answers against the fixtures and against
 * each other. What is wrong goes to the templates' reports.
 *
 * @returns the cases whose occurrences are known
 */
export async function judgeFixtures(
  prepared: readonly PreparedTemplate[],
  opa: OpaEvaluator,
  engine: Engine,
  progress: Progress,
): Promise<JudgedCase[]> {
  const pairs = prepared.flatMap(({ report, cases }) => cases.map((item) => ({ report, item })));
  const cases = pairs.map(({ item }) => item.case);
  const random = createRandom(shuffleSeed);
  const shuffled = cases.map((item) => shuffleCase(item, random));
  const [byOpa, inSandbox, [fast, again]] = await Promise.all([
    progress.step("OPA", () => opa.judge(cases)),
    progress.step("sandbox", () => engine.judge(cases, { evaluator: "sandbox" })),
    progress.step("fast evaluator", async () => [
      await engine.judge(cases),
      await engine.judge(shuffled, { strict: true, textOf: JSON.stringify }),
    ]),
  ]);
  return pairs.flatMap(({ report, item }, index) => {
    const occurrences = hold(report, item, {
      opa: byOpa[index] ?? noVerdict,
      fast: fast?.[index]?.verdict ?? noVerdict,
      sandbox: inSandbox[index]?.verdict ?? noVerdict,
      shuffled: again?.[index]?.verdict ?? noVerdict,
    });
    return occurrences === null ? [] : [{ file: item.file, kind: item.kind, case: item.case, occurrences }];
  });
}

/** Measures what an evaluation takes once the program is warm, reading the object included, and notes it in the reports. */
export async function measureEvaluations(
  prepared: readonly PreparedTemplate[],
  engine: Engine,
): Promise<void> {
  const times = new Map<TemplateReport, number[]>(prepared.map(({ report }) => [report, []]));
  const pairs = prepared.flatMap(({ report, cases }) =>
    cases.filter(({ written }) => written).map((item) => ({ report, item: item.case })),
  );
  for (let round = 0; round < measuredRounds; round += 1) {
    const verdicts = await engine.judge(pairs.map(({ item }) => item));
    for (const [index, { durationUs }] of verdicts.entries()) {
      const { report } = pairs[index] ?? {};
      if (report !== undefined) times.get(report)?.push(durationUs);
    }
  }
  for (const [report, values] of times)
    report.evaluationUs = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

/** @returns the occurrences of the case, or null where OPA has no answer that can be read */
function hold(report: TemplateReport, item: FixtureCase, answers: Answers): LibraryExpectation[] | null {
  const { file, kind, fixture } = item;
  const tell = (reason: string) => report.problems.push({ file, reason: `as ${kind}, ${reason}` });
  const { opa, fast, sandbox, shuffled } = answers;
  for (const [name, verdict, other, otherName] of [
    ["the fast evaluator", fast, opa, "OPA"],
    ["the sandbox", sandbox, opa, "OPA"],
    ["with its keys in another order the object", shuffled, fast, "as written"],
  ] as const) {
    const difference = differenceOf(verdict, other);
    if (difference !== null) tell(`${name} differs from ${otherName}: ${difference}`);
  }
  if ("error" in opa) {
    tell(opa.error);
    return null;
  }
  try {
    const occurrences = opa.results.map((result) => toOccurrence(result, item.case.object));
    for (const reason of differences(fixture.expect, occurrences)) tell(reason);
    return occurrences;
  } catch (error) {
    tell(reasonOf(error));
    return null;
  }
}

function differenceOf(verdict: Verdict, other: Verdict): string | null {
  if ("error" in verdict) return "error" in other ? null : `error ${verdict.error}`;
  if ("error" in other) return `${describe(verdict)} where the other has an error`;
  return textOfResults(verdict.results) === textOfResults(other.results)
    ? null
    : `${describe(verdict)} against ${describe(other)}`;
}

function describe({ results }: { results: readonly unknown[] }): string {
  return results.length === 0 ? "nothing" : JSON.stringify(results);
}

function shuffleCase(item: Case, random: () => number): Case {
  return {
    ...item,
    object: shuffleKeys(item.object, random),
    inventory: item.inventory.map((object) => shuffleKeys(object, random)),
  };
}
