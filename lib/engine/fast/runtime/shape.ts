import { ExactNumber, RegoMap, RegoSet, type RecordValue, type Value } from "../../builtins/value";

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** True for objects whose keys are all strings. */
export function isRecord(value: Value | undefined): value is RecordValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof RegoSet) &&
    !(value instanceof RegoMap) &&
    !(value instanceof ExactNumber)
  );
}
