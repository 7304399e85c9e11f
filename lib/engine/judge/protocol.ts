import type { FastLimits } from "../fast";
import type { ParserLink } from "../parser/parser-link";
import type { SandboxLimits } from "../sandbox/sandbox";
import type { Outcome } from "../types";
import type { LoadedModule } from "./loaded";

/** What one evaluation may take, and by what it is done. */
export interface ThreadLimits extends SandboxLimits, FastLimits {
  /** `auto`: fast where a module has a plan. */
  readonly evaluator: "auto" | "sandbox";
  /** One in so many fast evaluations is compared with the sandbox; 0 = none. */
  readonly checkEvery: number;
}

/** What a thread is started with. */
export interface ThreadData {
  readonly limits: ThreadLimits;
  /** Where the thread says what it works on; see `progress.ts`. */
  readonly progress: SharedArrayBuffer;
  readonly parser: ParserLink | null;
}

interface ChunkObject {
  readonly json: string;
}

export interface ChunkPolicy {
  /** Index into the chunk's modules. */
  readonly module: number;
  readonly entrypoint: string;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
  readonly parametersJson: string;
  /** Index into the chunk's inventories, or null for an empty one. */
  readonly inventory: number | null;
}

/** Pair `i` of a chunk is (objects[pairs[2i]], policies[pairs[2i + 1]]). */
export interface Chunk {
  readonly id: number;
  readonly nowNs: string;
  readonly strictErrors: boolean;
  readonly withNotes: boolean;
  readonly objects: readonly ChunkObject[];
  readonly policies: readonly ChunkPolicy[];
  readonly modules: readonly LoadedModule[];
  readonly inventories: readonly string[];
  readonly pairs: Uint32Array;
}

export interface PairResult {
  readonly pair: number;
  readonly outcome: Outcome;
  readonly durationUs: number;
  readonly notes?: readonly string[];
}

/** Results as they travel; see `packed-results.ts`. */
export interface PackedResults {
  /** Of each result its pair and the microseconds it took, alternating. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** JSON text of what is to be told of those that are not just compliant; "" where there are none. */
  readonly told: string;
}

/** From a thread: some results of a chunk, and whether they are the last. */
export interface ChunkReport {
  readonly id: number;
  readonly results: PackedResults;
  readonly done: boolean;
}
