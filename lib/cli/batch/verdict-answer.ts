import type { Fault } from "./answers";
import type { JudgedOccurrence, ObjectVerdict } from "./judge-lines";

/** Codes that evaluators use among themselves → the codes of an answer. */
const CODES: ReadonlyMap<string, string> = new Map([["result_limit", "memory_limit"]]);

/** A failure of an evaluation as it is told. */
export function faultAnswer({ code, message }: Fault): Fault {
  return { code: CODES.get(code) ?? code, message };
}

/** A verdict as it is told. */
export function verdictAnswer(verdict: ObjectVerdict) {
  return {
    status: verdict.status,
    ...(verdict.status === "violating" && { occurrences: verdict.occurrences.map(occurrenceAnswer) }),
    ...(verdict.status === "error" && { error: faultAnswer(verdict.error) }),
  };
}

/** What does not exist, or has no right value, is left out. */
function occurrenceAnswer(occurrence: JudgedOccurrence) {
  const { message, violatingKey, pointer, found, recommended, remove, fix } = occurrence;
  return {
    message,
    ...(violatingKey !== null && { violatingKey }),
    ...(pointer !== null && { path: pointer }),
    ...(found !== null && { found: found.value }),
    ...(recommended !== null && !remove && { recommended: recommended.value }),
    ...(fix !== null && { fix }),
  };
}
