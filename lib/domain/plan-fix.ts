import { buildFix } from "./build-fix";
import { isArray, type Json } from "./json";
import { applyPatch, type JsonPatchOperation } from "./json-patch";
import type { EvaluatedOccurrence } from "./occurrences";
import { asIndex, getAt, parsePointer, type Segment, toPointer } from "./pointer";
import { keyOccurrences } from "./reconcile";
import { resolveViolatingKey } from "./violating-key";

/** A fix that waits for its proof. */
export interface PlannedFix {
  patch: JsonPatchOperation[];
  patched: Json;
  /** The occurrences that the patch speaks of. */
  covered: readonly EvaluatedOccurrence[];
}

/** What judging the patched object showed. */
export interface FixOutcome {
  /** Occurrences the patch speaks of that are no longer found. */
  gone: number;
  /** Occurrences that were not there before. */
  opened: number;
}

/** Whether a fix can speak of an occurrence: its place in the object is known, and what belongs there. */
export function isMendable({ pointer, recommended, remove }: EvaluatedOccurrence): boolean {
  return pointer !== null && (recommended !== null || remove);
}

/**
 * The patch that writes the recommended values of these occurrences into their object; null where none of them has one, or
 * they cannot be applied together.
 */
export function planFix(object: Json, occurrences: readonly EvaluatedOccurrence[]): PlannedFix | null {
  const covered = occurrences.filter(isMendable);
  if (covered.length === 0) return null;
  const patch = buildFix(
    object,
    covered.map(({ pointer, exists, recommended, remove }) => ({
      pointer: pointer ?? "",
      exists,
      recommended: recommended?.value ?? null,
      remove,
    })),
  );
  return patch === null ? null : { patch, patched: applyPatch(object, patch), covered };
}

/**
 * Compares what was found before a fix with what is found in the patched object. Removing a list item moves those behind it:
 * an occurrence is told by the place that its field has afterwards.
 *
 * @param object the object before the fix
 * @param before what the policy found in it
 * @param after what the same policy finds in `fix.patched`
 */
export function weighFix(
  object: Json,
  fix: PlannedFix,
  before: readonly EvaluatedOccurrence[],
  after: readonly EvaluatedOccurrence[],
): FixOutcome {
  if (after.length === 0) return { gone: fix.covered.length, opened: 0 };
  const coveredKeys = new Set(fix.covered.map(({ key }) => key));
  const moved = (occurrence: EvaluatedOccurrence) => ({
    message: occurrence.message,
    stablePath: movedPath(object, fix, occurrence),
  });
  const stay = before.filter(({ key }) => !coveredKeys.has(key)).map(moved);
  const expected = new Set(keyOccurrences(stay).map(({ key }) => key));
  const fixed = new Set(keyOccurrences(fix.covered.map(moved)).map(({ key }) => key));
  const extra = after.filter(({ key }) => !expected.has(key));
  const remaining = extra.filter(({ key }) => fixed.has(key)).length;
  return { gone: fix.covered.length - remaining, opened: extra.length - remaining };
}

/** The stable path of an occurrence's field in the patched object; where the field went with its list item, the old one. */
function movedPath(
  object: Json,
  fix: PlannedFix,
  { pointer, stablePath }: EvaluatedOccurrence,
): string | null {
  if (pointer === null) return stablePath;
  const moved = movedPointer(object, fix.patch, parsePointer(pointer));
  if (moved === null) return stablePath;
  return (
    resolveViolatingKey(moved.length === 0 ? "$" : toPointer(moved), fix.patched)?.stablePath ?? stablePath
  );
}

function movedPointer(
  object: Json,
  patch: readonly JsonPatchOperation[],
  pointer: readonly Segment[],
): Segment[] | null {
  let place = [...pointer];
  let current = object;
  for (const operation of patch) {
    if (operation.op === "remove") {
      const removed = parsePointer(operation.path);
      const depth = removed.length - 1;
      const above = removed.slice(0, depth);
      const isInList = isArray(getAt(current, above).value);
      if (isInList && toPointer(place.slice(0, depth)) === toPointer(above)) {
        const index = asIndex(place[depth] ?? "") ?? -1;
        const gone = asIndex(removed[depth] ?? "") ?? -1;
        if (index === gone) return null;
        if (index > gone) place = place.with(depth, index - 1);
      }
    }
    current = applyPatch(current, [operation]);
  }
  return place;
}
