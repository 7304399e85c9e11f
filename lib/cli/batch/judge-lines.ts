import { groupOf, labelsOf } from "@/lib/domain/entity";
import { canonicalJson, getOwn, getString, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { resolveOccurrences, type EvaluatedOccurrence } from "@/lib/domain/occurrences";
import { planFix, weighFix, type PlannedFix } from "@/lib/domain/plan-fix";
import { ALL_TARGETS, matchesTargets } from "@/lib/domain/targets";
import type { Judge, Outcome } from "@/lib/engine/types";
import { judgePlaces, type JudgedLine, type Place } from "./judge-places";
import type { BatchPolicy } from "./policies";

export interface JudgedOccurrence extends EvaluatedOccurrence {
  readonly fix: { readonly patch: PlannedFix["patch"]; readonly proven: boolean } | null;
}

export type ObjectVerdict =
  | { readonly status: "not_applicable" | "compliant" }
  | { readonly status: "violating"; readonly occurrences: readonly JudgedOccurrence[] }
  | { readonly status: "error"; readonly error: { readonly code: string; readonly message: string } };

/**
 * Judges the objects of all lines in one batch, then the patched objects of all fixes in another.
 *
 * @returns a verdict for each object of each line
 */
export async function judgeLines(judge: Judge, lines: readonly JudgedLine[]): Promise<ObjectVerdict[][]> {
  const places = lines.flatMap((line, index) => placesOf(line, index));
  const applying = places.filter(({ line, object }) => applies(line.policy, object.value));
  const outcomes = await judgePlaces(judge, applying);
  const found = applying.map((place, index) => toFinding(place, outcomes[index]));
  const attempts = found.flatMap((finding) => finding.attempts);
  const proofs = await judgePlaces(judge, attempts);
  for (const [index, attempt] of attempts.entries()) attempt.proven = isProven(attempt, proofs[index]);
  const verdicts = lines.map(({ objects }): ObjectVerdict[] => objects.map(() => NOT_APPLICABLE));
  for (const { place, verdict } of found) {
    const row = verdicts[place.lineIndex];
    if (row !== undefined) row[place.objectIndex] = verdict();
  }
  return verdicts;
}

const NOT_APPLICABLE: ObjectVerdict = { status: "not_applicable" };

interface Attempt extends Place {
  readonly original: JsonObject;
  readonly before: readonly EvaluatedOccurrence[];
  readonly fix: PlannedFix;
  proven: boolean;
}

interface Finding {
  readonly place: Place;
  readonly attempts: readonly Attempt[];
  /** Complete once the attempts are judged. */
  readonly verdict: () => ObjectVerdict;
}

function placesOf(line: JudgedLine, lineIndex: number): Place[] {
  return line.objects.map((object, objectIndex) => ({ line, lineIndex, objectIndex, object }));
}

function applies({ metadata }: BatchPolicy, object: JsonObject): boolean {
  const metadataOf = getOwn(object, "metadata");
  const entity = {
    group: groupOf(getString(object, "apiVersion") ?? ""),
    kind: getString(object, "kind") ?? "",
    namespace: getString(metadataOf, "namespace") ?? null,
    name: getString(metadataOf, "name") ?? "",
    labels: labelsOf(object),
  };
  return matchesTargets(ALL_TARGETS, metadata.targets, entity, { id: "", labels: {} }).matches;
}

function toFinding(place: Place, outcome: Outcome | undefined): Finding {
  if (outcome?.status !== "violating") {
    const verdict = outcome ?? missing;
    return { place, attempts: [], verdict: () => verdict };
  }
  const { object } = place;
  const before = resolveOccurrences(outcome.occurrences, object.value);
  const attempts = before.map((occurrence) => attemptOf(place, before, occurrence));
  const verdict = (): ObjectVerdict => ({
    status: "violating",
    occurrences: before.map((occurrence, index) => {
      const attempt = attempts[index] ?? null;
      return { ...occurrence, fix: attempt && { patch: attempt.fix.patch, proven: attempt.proven } };
    }),
  });
  return { place, attempts: attempts.filter((attempt) => attempt !== null), verdict };
}

const missing: ObjectVerdict = {
  status: "error",
  error: { code: "eval_internal_error", message: "The object was not judged." },
};

function attemptOf(
  place: Place,
  before: readonly EvaluatedOccurrence[],
  occurrence: EvaluatedOccurrence,
): Attempt | null {
  const original = place.object.value;
  const fix = planFix(original, [occurrence]);
  if (fix === null || !isObject(fix.patched)) return null;
  const json = textOf(fix.patched);
  if (json === null) return null;
  const object = { value: fix.patched, json };
  return { ...place, object, original, before, fix, proven: false };
}

/** Null for an object that is nested too deeply to be written: nobody can show that its patch is right. */
function textOf(value: Json): string | null {
  try {
    return canonicalJson(value);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** A patched object that the template no longer targets is not shown to be right. */
function isProven({ line, object, original, before, fix }: Attempt, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.status === "error" || !applies(line.policy, object.value))
    return false;
  const found = outcome.status === "violating" ? outcome.occurrences : [];
  const { gone, opened } = weighFix(original, fix, before, resolveOccurrences(found, object.value));
  return gone === 1 && opened === 0;
}
