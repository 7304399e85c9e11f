import pino from "pino";
import { openDatabase } from "@/lib/data/database";
import { findModuleAnywhere, findUnitAnywhere } from "@/lib/data/units";
import { createCompiler } from "@/lib/engine/compile";
import { createLinker } from "@/lib/engine/link";
import { createModuleParser } from "@/lib/engine/parser/module-parser";
import { createJudge } from "@/lib/engine/pool";
import { readModule } from "@/lib/engine/read-module";
import type { ConsoleEnv } from "@/lib/env";
import type { Services } from "@/lib/services/context";
import { judgeDeadlineMs } from "@/lib/services/judge-limits";
import { DraftUnits } from "@/lib/services/templates/draft-units";

const compileTimeoutMs = 20_000;
const compileOutputBytesMax = 4_000_000;
/** The whole library at once. */
const linkTimeoutMs = 120_000;
const linkOutputBytesMax = 200_000_000;
const compileMemoryBytesMax = 1_500_000_000;
const judgeMemoryMiBMax = 128;
/** One in so many evaluations of the built-in library is done by both evaluators. */
const judgeCheckEvery = 2_000;
const judgeResultBytesMax = 1_000_000;

export type RuntimeEnv = Pick<
  ConsoleEnv,
  | "DATABASE_URL"
  | "OPA_PATH"
  | "EDICT_DATA"
  | "EDICT_AGENT_IMAGE"
  | "EDICT_JUDGE_THREAD"
  | "EDICT_JUDGE_THREADS"
  | "EDICT_LIBRARY_DIR"
  | "EDICT_LOG_LEVEL"
  | "EDICT_SAMPLE_FLEET"
  | "EDICT_VERSION"
>;

/** Puts a process together from its configuration: pools, compiler, judge. Close the database and the judge to end it. */
export function createServices(
  env: RuntimeEnv,
  process: "console" | "worker",
  threads = env.EDICT_JUDGE_THREADS,
): Services {
  const db = openDatabase(env.DATABASE_URL);
  const drafts = new DraftUnits();
  const log = pino({ level: env.EDICT_LOG_LEVEL, base: { process } });
  const limits = {
    opaPath: env.OPA_PATH,
    timeoutMs: compileTimeoutMs,
    outputBytesMax: compileOutputBytesMax,
    memoryBytesMax: compileMemoryBytesMax,
  };
  return {
    db,
    compiler: createCompiler({ ...limits, cacheDir: `${env.EDICT_DATA}/units` }),
    linker: createLinker({
      ...limits,
      timeoutMs: linkTimeoutMs,
      outputBytesMax: linkOutputBytesMax,
      cacheDir: `${env.EDICT_DATA}/units`,
    }),
    readModule: (text, options) => readModule(limits, text, options),
    drafts,
    judge: createJudge({
      source: {
        findUnit: async (digest) => drafts.findUnit(digest) ?? (await findUnitAnywhere(db, digest)),
        findModule: async (digest) => drafts.findModule(digest) ?? (await findModuleAnywhere(db, digest)),
      },
      threads,
      threadUrl: env.EDICT_JUDGE_THREAD,
      deadlineMs: judgeDeadlineMs,
      memoryMiBMax: judgeMemoryMiBMax,
      resultBytesMax: judgeResultBytesMax,
      checkEvery: judgeCheckEvery,
      parser: createModuleParser(() => Promise.resolve(limits)),
    }),
    settings: {
      version: env.EDICT_VERSION,
      agentImage: env.EDICT_AGENT_IMAGE,
      sampleFleet: env.EDICT_SAMPLE_FLEET,
      libraryDir: env.EDICT_LIBRARY_DIR,
    },
    log,
  };
}
