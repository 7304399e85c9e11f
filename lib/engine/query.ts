import type { Json } from "../domain/json";
import { readAnswer } from "./sandbox/answer";
import { toFailure } from "./sandbox/failure";
import { openModule } from "./sandbox/open-module";
import { Sandbox, type SandboxLimits } from "./sandbox/sandbox";
import type { CompiledUnit } from "./types";

export interface QueryInput {
  /** JSON text of `input`; null where there is none, so that `input` is undefined. */
  readonly inputJson: string | null;
  /** JSON text of `data`, an object. */
  readonly dataJson: string;
  /** What `time.now_ns()` answers, decimal text. */
  readonly nowNs: string;
  /** Whether an error of a built-in ends the evaluation; otherwise the call is undefined. */
  readonly strictErrors: boolean;
}

export type QueryResult =
  | { readonly status: "defined"; readonly value: Json }
  | { readonly status: "undefined" }
  | { readonly status: "error"; readonly error: { readonly code: string; readonly message: string } };

/** The address that stands for an undefined input. */
const NO_INPUT = 0;

/**
 * Evaluates a unit's rule once, in the calling thread and without a deadline: only for Rego whose author is trusted, or
 * in a thread that somebody else watches.
 */
export async function evaluateQuery(
  unit: CompiledUnit,
  query: QueryInput,
  limits: SandboxLimits,
): Promise<QueryResult> {
  try {
    const compiled = await openModule(unit.module.wasm, query.strictErrors);
    const ctx = { nowNs: query.nowNs, memo: new Map(), notes: [], strictErrors: query.strictErrors };
    const sandbox = new Sandbox(compiled, limits, () => ctx);
    const data = sandbox.parseJson(query.dataJson);
    const input = query.inputJson === null ? NO_INPUT : sandbox.parseJson(query.inputJson);
    const value = readAnswer(sandbox.evaluate(sandbox.entrypointId(unit.entrypoint), input, data));
    return value === undefined ? { status: "undefined" } : { status: "defined", value };
  } catch (cause) {
    const { code, message } = toFailure(cause);
    return { status: "error", error: { code, message } };
  }
}
