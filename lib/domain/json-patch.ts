import { isArray, isObject, type Json, jsonEqual, withMember, withoutMembers } from "./json";
import { asIndex, getAt, parsePointer, PointerError, type Segment, toPointer } from "./pointer";

/** An operation of a JSON Patch (RFC 6902); `path` is a JSON Pointer. Edict uses no `move` and no `copy`. */
export type JsonPatchOperation =
  | { op: "add"; path: string; value: Json }
  | { op: "replace"; path: string; value: Json }
  | { op: "remove"; path: string }
  | { op: "test"; path: string; value: Json };

export type PatchErrorCode = "invalid_pointer" | "missing" | "test_failed";

/** A patch that does not fit its object: which operation (0-based) failed, and why. */
export class PatchError extends Error {
  override readonly name = "PatchError";

  constructor(
    readonly code: PatchErrorCode,
    readonly operation: number,
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Applies a JSON Patch (RFC 6902; all operations or none). `object` is not changed, and untouched parts are shared with it.
 * @throws PatchError `missing` where a place does not exist, `test_failed` where a tested value differs,
 *   `invalid_pointer` where a path is no JSON Pointer
 */
export function applyPatch(object: Json, patch: readonly JsonPatchOperation[]): Json {
  return patch.reduce<Json>(
    (current, operation, position) => applyOperation(current, operation, position),
    object,
  );
}

/**
 * Adds a `test` operation before each operation that replaces or removes a value, so that the patch fails as a whole when
 * the object has changed in the meantime.
 *
 * Values that the agent redacted differ from those in the cluster: leave the tests out for objects with redacted fields.
 * @param object the object that the patch was made for
 * @throws PatchError where the patch does not fit `object`
 */
export function withTests(object: Json, patch: readonly JsonPatchOperation[]): JsonPatchOperation[] {
  const tested: JsonPatchOperation[] = [];
  let current = object;
  for (const [position, operation] of patch.entries()) {
    if (operation.op === "replace" || operation.op === "remove") {
      const { value } = getAt(current, segmentsOf(operation, position));
      if (value !== undefined) tested.push({ op: "test", path: operation.path, value });
    }
    current = applyOperation(current, operation, position);
    tested.push(operation);
  }
  return tested;
}

function segmentsOf(operation: JsonPatchOperation, position: number): Segment[] {
  try {
    return parsePointer(operation.path);
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
    throw new PatchError("invalid_pointer", position, operation.path, error.message);
  }
}

function applyOperation(object: Json, operation: JsonPatchOperation, position: number): Json {
  const segments = segmentsOf(operation, position);
  const missing = () =>
    new PatchError("missing", position, operation.path, `Nothing to ${operation.op} at ${operation.path}`);
  const { exists, value } = getAt(object, segments);
  if (operation.op !== "add" && !exists) throw missing();
  if (operation.op === "test") {
    if (jsonEqual(value, operation.value)) return object;
    throw new PatchError(
      "test_failed",
      position,
      operation.path,
      `The value at ${operation.path} has changed`,
    );
  }
  const last = segments.at(-1);
  if (last === undefined) {
    if (operation.op === "remove") throw missing();
    return operation.value;
  }
  const above = segments.slice(0, -1);
  const parent = getAt(object, above);
  const changed = parent.value === undefined ? undefined : changeMember(parent.value, last, operation);
  if (changed === undefined) throw missing();
  return replaceAt(object, above, changed);
}

type Change = Exclude<JsonPatchOperation, { op: "test" }>;

/** `parent` with one member or item added, replaced or removed, or undefined where it has no such place. */
function changeMember(parent: Json, last: Segment, change: Change): Json | undefined {
  if (isObject(parent)) {
    const key = String(last);
    return change.op === "remove" ? withoutMembers(parent, key) : withMember(parent, key, change.value);
  }
  if (!isArray(parent)) return undefined;
  const index = last === "-" ? parent.length : asIndex(last);
  if (index === null || index > parent.length) return undefined;
  if (change.op === "remove") return parent.toSpliced(index, 1);
  return parent.toSpliced(index, change.op === "add" ? 0 : 1, change.value);
}

/** `object` with the existing place at `segments` replaced; copies only what lies on the way. */
function replaceAt(object: Json, segments: readonly Segment[], value: Json): Json {
  const [first, ...rest] = segments;
  if (first === undefined) return value;
  const child = getAt(object, [first]).value;
  if (child === undefined) throw new RangeError(`no ${toPointer(segments)}`);
  const path = toPointer([first]);
  return changeMember(object, first, { op: "replace", path, value: replaceAt(child, rest, value) }) ?? object;
}
