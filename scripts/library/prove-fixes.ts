import type { LibraryExpectation } from "@/lib/contracts/library";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { applyPatch, buildFix } from "@/lib/domain/patch";
import type { Case } from "./cases";
import type { Engine } from "./engine";
import { toOccurrence } from "./occurrences";
import { reasonOf, type Problem } from "./problem";

/** A case that was judged, with what was found and the fixture it came from. */
export interface JudgedCase {
  file: string;
  kind: string;
  case: Case;
  occurrences: readonly LibraryExpectation[];
}

interface Attempt extends JudgedCase {
  /** The occurrences that the fix is for. */
  fixed: readonly LibraryExpectation[];
  patched: JsonObject;
}

/**
 * Holds every recommended value to its word: written into the object, alone and together with the others, it has to
 * make its occurrence go away without bringing a new one.
 */
export async function proveFixes(judged: readonly JudgedCase[], engine: Engine): Promise<Problem[]> {
  const problems: Problem[] = [];
  const attempts: Attempt[] = [];
  for (const item of judged) {
    const fixable = item.occurrences.filter((occurrence) => isFixable(occurrence));
    const groups = fixable.length > 1 ? [...fixable.map((occurrence) => [occurrence]), fixable] : [fixable];
    for (const fixed of groups.filter((group) => group.length > 0)) {
      const patched = patch(item.case.object, fixed);
      if (patched === null)
        problems.push(problem(item, fixed, "no patch can be made of the recommended value"));
      else attempts.push({ ...item, fixed, patched });
    }
  }
  const verdicts = await engine.judge(
    attempts.map(({ case: original, patched }) => ({ ...original, object: patched })),
    { strict: true },
  );
  for (const [index, attempt] of attempts.entries()) {
    const verdict = verdicts[index]?.verdict ?? { error: "was not judged" };
    const reason = "error" in verdict ? verdict.error : judgeAttempt(attempt, verdict.results);
    if (reason !== null) problems.push(problem(attempt, attempt.fixed, reason));
  }
  return problems;
}

function isFixable({ recommended, recommendedAction }: LibraryExpectation): boolean {
  return recommended !== undefined || recommendedAction === "remove";
}

function patch(object: JsonObject, occurrences: readonly LibraryExpectation[]): JsonObject | null {
  const operations = buildFix(
    object,
    occurrences.map(({ path, found, recommended = null, recommendedAction }) => ({
      pointer: path,
      exists: found !== undefined,
      recommended,
      remove: recommendedAction === "remove",
    })),
  );
  const patched = operations && applyPatch(object, operations);
  return isObject(patched) ? patched : null;
}

function judgeAttempt(
  { occurrences, fixed, patched }: Attempt,
  results: readonly JsonObject[],
): string | null {
  let left: LibraryExpectation[];
  try {
    left = results.map((result) => toOccurrence(result, patched));
  } catch (error) {
    return reasonOf(error);
  }
  // Removing a list item moves the ones behind it, so only the number of what is left can be told.
  if (fixed.some(({ recommendedAction }) => recommendedAction === "remove"))
    return left.length === occurrences.length - fixed.length ? null : "the recommended removal does not help";
  const before = new Set(occurrences.map(({ violatingKey }) => violatingKey));
  const gone = new Set(fixed.map(({ violatingKey }) => violatingKey));
  const still = left.find(({ violatingKey }) => gone.has(violatingKey));
  if (still) return `the recommended value does not satisfy the template: ${still.message}`;
  const added = left.find(({ violatingKey }) => !before.has(violatingKey));
  return added
    ? `the recommended value brings a new occurrence: ${added.message} (${added.violatingKey})`
    : null;
}

function problem(item: JudgedCase, fixed: readonly LibraryExpectation[], reason: string): Problem {
  const keys = fixed.map(({ violatingKey }) => violatingKey).join(", ");
  return { file: item.file, reason: `as ${item.kind}, ${keys}: ${reason}` };
}
