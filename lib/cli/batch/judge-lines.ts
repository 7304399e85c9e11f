import { groupOf, labelsOf } from "@/lib/domain/entity";
import { inventoryText } from "@/lib/domain/inventory";
import { canonicalJson, getOwn, getString, type JsonObject } from "@/lib/domain/json";
import { selectsKind } from "@/lib/domain/kinds";
import { resolveOccurrences, type EvaluatedOccurrence } from "@/lib/domain/occurrences";
import { planFix, weighFix, type PlannedFix } from "@/lib/domain/plan-fix";
import { ALL_TARGETS, matchesTargets } from "@/lib/domain/targets";
import type { Judge, JudgeObject, JudgePolicy, Judgement, Outcome } from "@/lib/engine/types";
import type { BatchPolicy } from "./policies";
import type { LineObject } from "./parse-line";

/** A line whose template and parameters are known. */
export interface JudgedLine {
  readonly policy: BatchPolicy;
  readonly objects: readonly LineObject[];
  readonly inventory: readonly LineObject[];
}

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
  const outcomes = await judgeAll(judge, applying);
  const found = applying.map((place, index) => toFinding(place, outcomes[index]));
  const attempts = found.flatMap((finding) => finding.attempts);
  const proofs = await judgeAll(judge, attempts);
  for (const [index, attempt] of attempts.entries()) attempt.proven = isProven(attempt, proofs[index]);
  const verdicts = lines.map(({ objects }): ObjectVerdict[] => objects.map(() => NOT_APPLICABLE));
  for (const { place, verdict } of found) {
    const row = verdicts[place.lineIndex];
    if (row !== undefined) row[place.objectIndex] = verdict();
  }
  return verdicts;
}

const NOT_APPLICABLE: ObjectVerdict = { status: "not_applicable" };

/** An object of a line, or a patched copy of it. */
interface Place {
  readonly line: JudgedLine;
  readonly lineIndex: number;
  readonly objectIndex: number;
  readonly object: LineObject;
}

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

async function judgeAll(judge: Judge, places: readonly Place[]): Promise<readonly Outcome[]> {
  if (places.length === 0) return [];
  const policies = new Map<string, JudgePolicy>();
  const inventories = new Map<string, string>();
  const objects = places.map((place, index): JudgeObject => {
    const { metadata, ...policy } = place.line.policy;
    const inventoryKey = metadata.inventory === undefined ? null : inventoryOf(place, index, inventories);
    const key = inventoryKey === null ? policy.key : `${inventoryKey} ${policy.key}`;
    policies.set(key, { ...policy, key, inventoryKey });
    return { key: String(index), json: place.object.json, policyKeys: [key] };
  });
  const judgements: readonly Judgement[] = await judge.judge({
    objects,
    policies: [...policies.values()],
    inventories: Object.fromEntries(inventories),
  });
  return judgements.map(({ outcome }) => outcome);
}

/** The objects of a line are its cluster. A patched object stands in it instead of the one it was made from. */
function inventoryOf(place: Place, index: number, inventories: Map<string, string>): string {
  const { line, lineIndex, objectIndex, object } = place;
  const isPatched = line.objects[objectIndex] !== object;
  const key = isPatched ? `patched ${index}` : `line ${lineIndex}`;
  if (inventories.has(key)) return key;
  const objects = isPatched ? line.objects.with(objectIndex, object) : line.objects;
  const kinds = line.policy.metadata.inventory ?? [];
  const held = [...line.inventory, ...objects].flatMap(({ value, json }) => {
    const apiVersion = getString(value, "apiVersion") ?? "";
    const kind = getString(value, "kind") ?? "";
    if (!selectsKind(kinds, groupOf(apiVersion), kind)) return [];
    const metadata = getOwn(value, "metadata");
    const namespace = getString(metadata, "namespace") ?? "";
    const name = getString(metadata, "name") ?? "";
    return [{ apiVersion, kind, namespace: namespace === "" ? null : namespace, name, json }];
  });
  inventories.set(key, inventoryText(held));
  return key;
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
  if (fix === null || typeof fix.patched !== "object" || fix.patched === null || Array.isArray(fix.patched))
    return null;
  const object = { value: fix.patched, json: canonicalJson(fix.patched) };
  return { ...place, object, original, before, fix, proven: false };
}

/** A patched object that the template no longer targets is not shown to be right. */
function isProven({ line, object, original, before, fix }: Attempt, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.status === "error" || !applies(line.policy, object.value))
    return false;
  const found = outcome.status === "violating" ? outcome.occurrences : [];
  const { gone, opened } = weighFix(original, fix, before, resolveOccurrences(found, object.value));
  return gone === 1 && opened === 0;
}
