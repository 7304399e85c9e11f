import { BuiltinLimit } from "../builtins/value";

/** Why an evaluation failed. Codes follow OPA's where OPA has one. */
export type FailureCode =
  | "eval_conflict_error"
  | "eval_builtin_error"
  | "eval_type_error"
  | "eval_internal_error"
  | "evaluators_differ"
  | "invalid_input"
  | "invalid_result"
  | "memory_limit"
  | "result_limit"
  | "timeout"
  | "unit_missing";

/** An evaluation that did not come to an answer. The instance it ran in must not be used again. */
export class EvaluationFailure extends Error {
  override readonly name = "EvaluationFailure";

  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

/** `opa_abort` called by the module, with its text. */
export class OpaAbort extends Error {
  override readonly name = "OpaAbort";
}

/** Makes a failure of anything that was thrown through the module. */
export function toFailure(cause: unknown): EvaluationFailure {
  if (cause instanceof EvaluationFailure) return cause;
  if (cause instanceof BuiltinLimit) return new EvaluationFailure("memory_limit", cause.message);
  if (cause instanceof OpaAbort) return abortFailure(cause.message);
  if (cause instanceof WebAssembly.RuntimeError) return trapFailure(cause.message);
  if (cause instanceof RangeError)
    return new EvaluationFailure("memory_limit", "The evaluation needs a deeper stack than it may have.");
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new EvaluationFailure("eval_internal_error", `The evaluation failed: ${detail}`);
}

/** Texts of the module's `opa_abort`: `file:row:column: message` for errors of the rule, bare for its own. */
function abortFailure(text: string): EvaluationFailure {
  if (text.includes("opa_malloc")) {
    return new EvaluationFailure("memory_limit", "The evaluation needs more memory than it may have.");
  }
  const place = /^(?:.*?):(\d+):(\d+): (.*)$/s.exec(text);
  const [, row, column, message = text] = place ?? [];
  const where = row === undefined ? "" : ` (line ${row}, column ${column})`;
  if (message === "var assignment conflict") {
    return new EvaluationFailure(
      "eval_conflict_error",
      `A rule or function gave two different values${where}.`,
    );
  }
  if (message === "object insert conflict") {
    return new EvaluationFailure(
      "eval_conflict_error",
      `An object would get two different values for one key${where}.`,
    );
  }
  if (/^illegal|^opa_json|^json/.test(message))
    return new EvaluationFailure("invalid_input", `The input is not valid JSON: ${message}.`);
  return new EvaluationFailure("eval_internal_error", `${message}${where}`);
}

function trapFailure(text: string): EvaluationFailure {
  if (/out of bounds|stack/i.test(text)) {
    return new EvaluationFailure("memory_limit", "The evaluation went deeper or larger than it may.");
  }
  return new EvaluationFailure("eval_internal_error", `The module stopped: ${text}`);
}
