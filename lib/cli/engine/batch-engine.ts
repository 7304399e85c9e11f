import { availableParallelism } from "node:os";
import { createQueryCompiler, type CompilerOptions } from "@/lib/engine/compile";
import { createLinker } from "@/lib/engine/link";
import { createModuleParser, type ModuleParser } from "@/lib/engine/parser/module-parser";
import { UnitLoader } from "@/lib/engine/judge/unit-loader";
import { createJudge, INSTRUCTIONS_PER_MS } from "@/lib/engine/pool";
import type { Judge, UnitSource } from "@/lib/engine/types";
import { answerLines } from "../batch/answer-lines";
import { answerRego } from "../batch/answer-rego";
import { invalidAnswer, InvalidLine } from "../batch/answers";
import type { RegoRequest } from "../batch/parse-line";
import { Policies, type PolicyTemplate } from "../batch/policies";
import { linesOf, type Block } from "../batch/read-lines";
import type { EvaluationOptions } from "../options";
import { LinePool } from "./line-pool";
import { linkLibraryFolder, type LinkedLibrary } from "./linked-library";
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
export function openJudge(
  setting: EngineSetting,
  source: UnitSource,
  threads: number,
  options: EvaluationOptions,
): Judge {
  return createJudge({
    parser: createModuleParser(() => compilerOptionsOf(setting, options)),
    source,
    threads,
    deadlineMs: options.deadlineMs,
    evaluator: options.evaluator === "sandbox" ? "sandbox" : "auto",
    memoryMiBMax: MEMORY_MIB_MAX,
    resultBytesMax: RESULT_BYTES_MAX,
  });
}

/** Answers blocks of lines. Everything it needs is made when it is first needed. */
export interface BatchEngine {
  readonly threads: number;
  answer(block: Block): Promise<Uint8Array | string>;
  close(): Promise<void>;
}

const MENTIONS_REGO = Buffer.from('"rego"');
const TOO_LONG = new InvalidLine("The line is longer than a line may be.");

export function createBatchEngine(setting: EngineSetting, options: EvaluationOptions): BatchEngine {
  const threads = options.threads ?? availableParallelism();
  const { deadlineMs, evaluator } = options;
  const parser = createModuleParser(() => compilerOptionsOf(setting, options));
  const opened: { close(): Promise<void> }[] = [];
  const library = once(async () => {
    const linker = createLinker(await compilerOptionsOf(setting, options));
    const { templates, source } = await linkLibraryFolder(setting.libraryFolder, linker);
    const judge = openJudge(setting, source, threads, options);
    const lines = await openLinePool(parser, templates, source, threads, options);
    opened.push(judge, lines);
    return { policies: new Policies(templates), judge, lines };
  });
  const compiler = once(async () => createQueryCompiler(await compilerOptionsOf(setting, options)));
  const programs = new Programs(compiler, threads);
  const limits = { memoryPagesMax: MEMORY_MIB_MAX * PAGES_PER_MIB, resultBytesMax: RESULT_BYTES_MAX };
  const heapMiBMax = MEMORY_MIB_MAX;
  const queries = new QueryPool({ threads, deadlineMs, evaluator, heapMiBMax, limits, parser });
  opened.push(queries);
  const engine = { library, rego: (request: RegoRequest) => answerRego(programs, queries, request) };
  return {
    threads,
    async answer(block) {
      const { bytes } = block;
      if (bytes === null) return `${invalidAnswer("null", block.firstLine, TOO_LONG)}\n`;
      const hasRego = Buffer.from(bytes.buffer).includes(MENTIONS_REGO);
      const answers = hasRego ? null : await (await library()).lines.answer(block);
      if (answers !== null) return answers;
      const texts = await answerLines(engine, linesOf(block));
      return texts.map((text) => `${text}\n`).join("");
    },
    async close() {
      await Promise.all(opened.map((part) => part.close()));
    },
  };
}

async function openLinePool(
  parser: ModuleParser,
  linked: LinkedLibrary["templates"],
  source: UnitSource,
  threads: number,
  { deadlineMs, evaluator }: EvaluationOptions,
): Promise<LinePool> {
  const digests: string[] = [];
  const templates = [...linked].map(([id, { metadata, unit }]): [string, PolicyTemplate] => {
    if ("broken" in unit) return [id, { metadata, unit }];
    digests.push(unit.digest);
    return [id, { metadata, unit: { digest: unit.digest } }];
  });
  const units = await new UnitLoader(source).load(digests);
  return new LinePool({
    parser,
    templates,
    units: [...units.values()],
    threads,
    deadlineMs,
    limits: {
      memoryPagesMax: MEMORY_MIB_MAX * PAGES_PER_MIB,
      resultBytesMax: RESULT_BYTES_MAX,
      instructionsMax: deadlineMs * INSTRUCTIONS_PER_MS,
      evaluator: evaluator === "sandbox" ? "sandbox" : "auto",
      checkEvery: 0,
    },
  });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
