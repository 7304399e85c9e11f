import { readAnswerText } from "./sandbox/answer";
import { toFailure } from "./sandbox/failure";
import { importedMemoryPages } from "./sandbox/module-imports";
import { Sandbox, type SandboxLimits, type SandboxModule } from "./sandbox/sandbox";
import type { QueryInput } from "./query";
import type { CompiledModule } from "./types";

/** A program in machine code, which a process makes once and all its threads share. */
export interface QueryProgram extends SandboxModule {
  /** `a/b/rule` */
  readonly entrypoint: string;
}

/** `json` is the text that `opa eval` prints for the value: numbers keep their spelling, sets are sorted arrays. */
export type QueryAnswer =
  | { readonly status: "defined"; readonly json: string }
  | { readonly status: "undefined" }
  | { readonly status: "error"; readonly error: { readonly code: string; readonly message: string } };

/** The address that stands for an undefined input. */
const NO_INPUT = 0;

export async function loadProgram(compiled: CompiledModule, entrypoint: string): Promise<QueryProgram> {
  const wasm = new Uint8Array(compiled.wasm);
  return {
    entrypoint,
    module: await WebAssembly.compile(wasm),
    memoryPagesMin: importedMemoryPages(wasm),
  };
}

/** Like `evaluateQuery`, for a program that is loaded already, and with the answer as text. */
export function answerQuery(program: QueryProgram, query: QueryInput, limits: SandboxLimits): QueryAnswer {
  try {
    const ctx = { nowNs: query.nowNs, memo: new Map(), notes: [], strictErrors: query.strictErrors };
    const sandbox = new Sandbox(program, limits, () => ctx);
    const data = sandbox.parseJson(query.dataJson);
    const input = query.inputJson === null ? NO_INPUT : sandbox.parseJson(query.inputJson);
    const json = readAnswerText(sandbox.evaluate(sandbox.entrypointId(program.entrypoint), input, data));
    return json === undefined ? { status: "undefined" } : { status: "defined", json };
  } catch (cause) {
    const { code, message } = toFailure(cause);
    return { status: "error", error: { code, message } };
  }
}
