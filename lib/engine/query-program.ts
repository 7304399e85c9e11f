import type { BuiltinContext, ParseModule } from "./builtins/operands";
import { isJson } from "./builtins/json";
import { isObject, type Value } from "./builtins/value";
import { FastProgram, FastRefusal, FastRunner, parseInput } from "./fast";
import { readAnswerText } from "./sandbox/answer";
import { EvaluationFailure, toFailure } from "./sandbox/failure";
import { openModule, type SandboxModule } from "./sandbox/open-module";
import { Sandbox, type SandboxLimits } from "./sandbox/sandbox";
import type { QueryInput } from "./query";
import type { CompiledModule } from "./types";
import { valueToText } from "./value-json";

/** A program as a process holds it: machine code, which all its threads share, and OPA's plan. */
export interface QueryProgram extends SandboxModule {
  readonly digest: string;
  /** `a/b/rule` */
  readonly entrypoint: string;
  readonly plan: string | null;
}

/** Which evaluator answers; `auto` is the fast one where it can. */
export type QueryEvaluator = "fast" | "sandbox" | "auto";

/** `json` is the text that `opa eval` prints for the value: numbers keep their spelling, sets are sorted arrays. */
export type QueryAnswer =
  | { readonly status: "defined"; readonly json: string }
  | { readonly status: "undefined" }
  | { readonly status: "error"; readonly error: { readonly code: string; readonly message: string } };

/** The address that stands for an undefined input. */
const NO_INPUT = 0;
/** The fast evaluator counts steps; whoever watches the thread counts time. */
const STEPS_MAX = Number.MAX_SAFE_INTEGER;
const RUNNERS_MAX = 32;

/** @param strictErrors whether an error of a built-in shall end the evaluations */
export async function loadProgram(
  compiled: CompiledModule,
  entrypoint: string,
  strictErrors = false,
): Promise<QueryProgram> {
  const { digest, plan } = compiled;
  return { digest, entrypoint, plan, ...(await openModule(compiled.wasm, strictErrors)) };
}

/**
 * Evaluates programs in the calling thread, without a deadline: for a thread that somebody else watches, or Rego whose
 * author is trusted.
 */
export class QueryRunner {
  private readonly runners = new Map<string, FastRunner | FastRefusal>();

  constructor(
    private readonly limits: SandboxLimits,
    private readonly evaluator: QueryEvaluator,
    private readonly parseModule?: ParseModule,
  ) {}

  /** Never throws for the program's fault. */
  answer(program: QueryProgram, query: QueryInput): QueryAnswer {
    try {
      const fast = this.evaluator === "sandbox" ? null : this.fastRunner(program);
      if (fast instanceof FastRunner) return answer(this.askFast(fast, program, query));
      if (fast !== null && this.evaluator === "fast")
        throw new EvaluationFailure("eval_internal_error", `Not for the fast evaluator: ${fast.message}`);
      return answer(this.askSandbox(program, query));
    } catch (cause) {
      const { code, message } = toFailure(cause);
      return { status: "error", error: { code, message } };
    }
  }

  private askSandbox(program: QueryProgram, query: QueryInput): string | undefined {
    const ctx = this.contextOf(query);
    const sandbox = new Sandbox(program, this.limits, () => ctx);
    const data = sandbox.parseJson(checkedJson(query.dataJson, "The data"));
    const input =
      query.inputJson === null ? NO_INPUT : sandbox.parseJson(checkedJson(query.inputJson, "The input"));
    return readAnswerText(sandbox.evaluate(sandbox.entrypointId(program.entrypoint), input, data));
  }

  private askFast(runner: FastRunner, { entrypoint }: QueryProgram, query: QueryInput): string | undefined {
    const data = parse(query.dataJson, "The data");
    if (!isObject(data)) throw new EvaluationFailure("invalid_input", "The data is not a JSON object.");
    const input = query.inputJson === null ? undefined : parse(query.inputJson, "The input");
    const value = runner.evaluateQuery(entrypoint, input, data, this.contextOf(query));
    return value === undefined ? undefined : valueToText(value);
  }

  private contextOf({ nowNs, strictErrors }: QueryInput): BuiltinContext {
    const { parseModule } = this;
    return { nowNs, memo: new Map(), notes: [], strictErrors, ...(parseModule && { parseModule }) };
  }

  private fastRunner(program: QueryProgram): FastRunner | FastRefusal {
    const found = this.runners.get(program.digest) ?? this.makeFast(program);
    this.runners.delete(program.digest);
    this.runners.set(program.digest, found);
    const [oldest] = this.runners.keys();
    if (this.runners.size > RUNNERS_MAX && oldest !== undefined) this.runners.delete(oldest);
    return found;
  }

  private makeFast({ plan }: QueryProgram): FastRunner | FastRefusal {
    if (plan === null) return new FastRefusal("The program has no plan.");
    try {
      const program = FastProgram.compile(plan);
      if (program.missingBuiltins.length > 0)
        return new FastRefusal(`It has no built-in ${program.missingBuiltins.join(", ")}.`);
      const { resultBytesMax } = this.limits;
      return new FastRunner(program, { instructionsMax: STEPS_MAX, resultBytesMax });
    } catch (cause) {
      if (cause instanceof FastRefusal) return cause;
      throw cause;
    }
  }
}

/** Both evaluators take the same texts: the module's own reader takes more than JSON. */
function checkedJson(text: string, what: string): string {
  if (isJson(text)) return text;
  throw new EvaluationFailure("invalid_input", `${what} is not valid JSON.`);
}

function parse(text: string, what: string): Value {
  try {
    return parseInput(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new EvaluationFailure("invalid_input", `${what} is not valid JSON.`);
  }
}

function answer(json: string | undefined): QueryAnswer {
  return json === undefined ? { status: "undefined" } : { status: "defined", json };
}
