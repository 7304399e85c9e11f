import type { JsonObject } from "@/lib/domain/json";

/** Every so manieth object: gator takes minutes for what the others do in seconds. */
export const sampleStride = 20;

/** What a measured program reads from `work.json`. */
export interface SideWork {
  readonly nowNs: string;
  readonly policies: readonly {
    readonly id: string;
    readonly entrypoint: string;
    readonly query: string;
    readonly parameters: JsonObject;
  }[];
  readonly pairs: readonly (readonly number[])[];
}

/** What it measured. */
export interface SideAnswer {
  /** From the files to the first evaluation. */
  readonly prepareMs: number;
  readonly evaluations: number;
  /** All evaluations with one parse for each object. */
  readonly runsMs: readonly number[];
  /** Reading the objects' text as JSON, by the host's own parser. */
  readonly parseRunsMs: readonly number[];
  readonly medianUs: number;
  readonly p99Us: number;
  /** Mean time of an evaluation of each policy, and how many results it had in all. */
  readonly policyUs: readonly number[];
  readonly results: readonly number[];
  /** Different messages that each policy has about the objects of the sample, as Gatekeeper counts violations. */
  readonly sampled: readonly number[];
  /** Failed evaluations, by policy and message. */
  readonly errors: readonly string[];
}

export interface PoolMemoryAnswer {
  /** Done before the first sample. */
  readonly warmEvaluations: number;
  readonly evaluations: number;
  /** RSS after each batch. */
  readonly rssMiB: readonly number[];
}

interface PoolRuns {
  readonly ms: readonly number[];
  /** Of the whole process. */
  readonly processorMs: readonly number[];
  /** Of the thread that the pool itself runs in. */
  readonly mainProcessorMs: readonly number[];
}

export interface PoolWorkerAnswer {
  /** Of one run. */
  readonly evaluations: number;
  readonly runs: PoolRuns;
}

export interface PoolThreadsAnswer {
  /** Of one run. */
  readonly evaluations: number;
  readonly one: PoolRuns;
  readonly two: PoolRuns;
}
