import { isArray, isObject, type Json, canonicalJson, jsonEqual } from "./json";
import { applyPatch, type JsonPatchOperation, PatchError } from "./json-patch";
import { asIndex, getAt, parsePointer, PointerError, type Segment, toPointer } from "./pointer";
import { removalTargets } from "./removal";
import { isMapField } from "./violating-key";

/** One place to put right. */
export interface FixOccurrence {
  /** JSON Pointer to the field, or to the place where a missing field belongs. */
  pointer: string;
  /** Whether the field was there when the object was judged. */
  exists: boolean;
  /** The value that the field should have; without meaning where `remove` is set. */
  recommended: Json;
  /** The field or list item should go (a template says so with `recommended_action: "remove"`). */
  remove?: boolean;
}

interface Step {
  segments: Segment[];
  pointer: string;
  value: Json;
  remove: boolean;
}

/**
 * One JSON Patch that puts every occurrence right, or null where there is no sensible one.
 *
 * Existing values are replaced; missing fields are added together with their missing parents (a list where the next
 * segment is an index or `-`, else an object); removals come last, from the highest index down, so that none shifts another,
 * together with what cannot stay without what is removed ({@link removalTargets}).
 *
 * Null where occurrences contradict each other (two values for one place, a value below a removed one), where the object is
 * no longer what was judged (`exists` is wrong), where a place cannot be made (an item beyond the end of a list, a member of a
 * text), and where nothing would change. A patch that is returned applies to `object`; that it helps is for an evaluation to prove.
 */
export function buildFix(object: Json, occurrences: readonly FixOccurrence[]): JsonPatchOperation[] | null {
  const steps = collectSteps(object, occurrences);
  if (steps === null) return null;
  const patch: JsonPatchOperation[] = [];
  let current = object;
  for (const step of steps.filter(({ remove }) => !remove)) {
    if (jsonEqual(getAt(current, step.segments).value, step.value)) continue;
    const operation = setOperation(current, step);
    const changed = operation === null ? undefined : tryApply(current, operation);
    if (operation === null || changed === undefined) return null;
    patch.push(operation);
    current = changed;
  }
  const removals = steps
    .filter(({ remove }) => remove)
    .sort((a, b) => compareSegments(b.segments, a.segments));
  patch.push(...removals.map(({ pointer }): JsonPatchOperation => ({ op: "remove", path: pointer })));
  return patch.length > 0 ? patch : null;
}

/** The occurrences without repetitions, or null where two of them contradict each other or the object. */
function collectSteps(object: Json, occurrences: readonly FixOccurrence[]): Step[] | null {
  const steps = new Map<string, Step>();
  const wanted: Step[] = [];
  for (const occurrence of occurrences) {
    const step = toStep(occurrence);
    if (step === null || getAt(object, step.segments).exists !== occurrence.exists) return null;
    if (step.remove && (!occurrence.exists || step.segments.length === 0)) continue;
    wanted.push(...(step.remove ? removalsOf(object, step) : [step]));
  }
  for (const step of wanted) {
    const key = step.segments.at(-1) === "-" ? `${step.pointer} ${canonicalJson(step.value)}` : step.pointer;
    const same = steps.get(key);
    if (same && (same.remove !== step.remove || !jsonEqual(same.value, step.value))) return null;
    steps.set(key, step);
  }
  const kept: Step[] = [];
  for (const step of steps.values()) {
    const relation = relationToAncestors(step, steps);
    if (relation === "conflict") return null;
    if (relation === "free") kept.push(step);
  }
  return kept;
}

function toStep({ pointer, recommended, remove = false }: FixOccurrence): Step | null {
  try {
    const segments = parsePointer(pointer);
    if (segments.slice(0, -1).includes("-")) return null;
    return { segments, pointer, value: remove ? null : recommended, remove };
  } catch (error) {
    if (error instanceof PointerError) return null;
    throw error;
  }
}

function removalsOf(object: Json, step: Step): Step[] {
  return removalTargets(object, step.segments).map((segments) => ({
    ...step,
    segments,
    pointer: toPointer(segments),
  }));
}

/** Whether a step is free, already done by a step further up, or contradicts one. */
function relationToAncestors(step: Step, steps: ReadonlyMap<string, Step>): "free" | "covered" | "conflict" {
  for (let length = 0; length < step.segments.length; length += 1) {
    const ancestor = steps.get(toPointer(step.segments.slice(0, length)));
    if (ancestor === undefined) continue;
    const rest = ancestor.remove ? { exists: false } : getAt(ancestor.value, step.segments.slice(length));
    const covered = step.remove ? !rest.exists : rest.exists && jsonEqual(rest.value, step.value);
    return covered ? "covered" : "conflict";
  }
  return "free";
}

/** The operation that gives `step` its value, or null where the object has no room for it. */
function setOperation(object: Json, { segments, pointer, value }: Step): JsonPatchOperation | null {
  const { exists, missingFrom = 0 } = getAt(object, segments);
  if (exists) return { op: "replace", path: pointer, value };
  const above = segments.slice(0, missingFrom);
  const parent = getAt(object, above).value;
  const missing = segments[missingFrom];
  if (parent === null) {
    const made = makeParents(segments, missingFrom, value);
    return made === undefined ? null : { op: "replace", path: toPointer(above), value: made };
  }
  const hasRoom = isObject(parent) || (isArray(parent) && (missing === "-" || missing === parent.length));
  const made = makeParents(segments, missingFrom + 1, value);
  if (!hasRoom || made === undefined) return null;
  return { op: "add", path: toPointer(segments.slice(0, missingFrom + 1)), value: made };
}

/** `value` wrapped in the parents that `segments` from `start` on ask for; undefined for an item that is not a list's first. */
function makeParents(segments: readonly Segment[], start: number, value: Json): Json | undefined {
  let made = value;
  for (let position = segments.length - 1; position >= start; position -= 1) {
    const segment = segments[position] ?? "";
    const isItem = (asIndex(segment) !== null || segment === "-") && !isMapField(segments[position - 1]);
    if (isItem && segment !== 0 && segment !== "-") return undefined;
    made = isItem ? [made] : Object.fromEntries([[String(segment), made]]);
  }
  return made;
}

function tryApply(object: Json, operation: JsonPatchOperation): Json | undefined {
  try {
    return applyPatch(object, [operation]);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}

/** Orders paths so that within one list a lower index comes first. */
function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (const [position, left] of a.entries()) {
    const right = b[position];
    if (right === undefined) return 1;
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return a.length - b.length;
}
