import { availableParallelism } from "node:os";
import { createQueryCompiler, type CompilerOptions } from "@/lib/engine/compile";
import { createLinker } from "@/lib/engine/link";
import { createJudge } from "@/lib/engine/pool";
import type { Judge, UnitSource } from "@/lib/engine/types";
import type { BatchEngine } from "../batch/answer-lines";
import { Policies } from "../batch/policies";
import type { EvaluationOptions } from "../options";
import { linkLibraryFolder } from "./linked-library";
import { Programs } from "./programs";
import { QueryPool } from "./query-pool";

export interface EngineSetting {
  /** Finds the Rego compiler, or gets it. Asked only when something must be compiled. */
  readonly opaPath: () => Promise<string>;
  /** Folder of built-in templates. */
  readonly libraryFolder: string;
  /** Folder for compiled programs. */
  readonly unitsFolder: string;
}

const COMPILE_TIMEOUT_MS = 60_000;
const COMPILE_OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const MEMORY_MIB_MAX = 512;
const PAGES_PER_MIB = 16;
const RESULT_BYTES_MAX = 64 * 1024 * 1024;

/** What the compiler is started with. Asks for the compiler. */
export async function compilerOptionsOf(
  setting: EngineSetting,
  options: EvaluationOptions,
): Promise<CompilerOptions> {
  return {
    opaPath: await setting.opaPath(),
    cacheDir: options.unitsFolder ?? setting.unitsFolder,
    timeoutMs: COMPILE_TIMEOUT_MS,
    outputBytesMax: COMPILE_OUTPUT_BYTES_MAX,
  };
}

/** A judge of these units, with the limits of the command line. */
export function openJudge(source: UnitSource, threads: number, options: EvaluationOptions): Judge {
  return createJudge({
    source,
    threads,
    deadlineMs: options.deadlineMs,
    evaluator: options.evaluator === "sandbox" ? "sandbox" : "auto",
    memoryMiBMax: MEMORY_MIB_MAX,
    resultBytesMax: RESULT_BYTES_MAX,
  });
}

/** Everything that a batch is answered with, made when it is first needed. */
export function createBatchEngine(
  setting: EngineSetting,
  options: EvaluationOptions,
): { engine: BatchEngine; threads: number; close: () => Promise<void> } {
  const threads = options.threads ?? availableParallelism();
  const { deadlineMs, evaluator } = options;
  const judges: Judge[] = [];
  const library = once(async () => {
    const linker = createLinker(await compilerOptionsOf(setting, options));
    const linked = await linkLibraryFolder(setting.libraryFolder, linker);
    const judge = openJudge(linked.source, threads, options);
    judges.push(judge);
    return { policies: new Policies(linked), judge };
  });
  const compiler = once(async () => createQueryCompiler(await compilerOptionsOf(setting, options)));
  const queries = new QueryPool({
    threads,
    deadlineMs,
    evaluator,
    heapMiBMax: MEMORY_MIB_MAX,
    limits: { memoryPagesMax: MEMORY_MIB_MAX * PAGES_PER_MIB, resultBytesMax: RESULT_BYTES_MAX },
  });
  return {
    engine: { library, programs: new Programs(compiler, threads), queries },
    threads,
    close: async () => {
      await Promise.all([queries.close(), ...judges.map((judge) => judge.close())]);
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
