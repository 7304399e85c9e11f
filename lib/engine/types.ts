import type { Json } from "../domain/json";

/** Which Rego syntax a module is written in. */
export type RegoVersion = "v0" | "v1";

/** The text of a template: file name → Rego text, all in one syntax version. */
export interface RegoSource {
  readonly modules: Readonly<Record<string, string>>;
  readonly regoVersion: RegoVersion;
}

/** One compile error. `line` and `column` count from 1; 0 where the error has no place. */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A compiled template. `digest` is the SHA-256 (hex) of its sources and the versions that made it, so a unit
 * never changes under its digest. `entrypoint` is the path of its `violation` rule (`a/b/violation`).
 */
export interface CompiledUnit {
  readonly digest: string;
  readonly entrypoint: string;
  readonly wasm: Uint8Array;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
}

export type CompileResult =
  | { readonly ok: true; readonly unit: CompiledUnit }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface Compiler {
  /** Compiles a template. Faults of the source are diagnostics; only faults of the machine throw. */
  compile(source: RegoSource): Promise<CompileResult>;
}

/** One place in an entity that breaks a policy, as the rule reported it. */
export interface RawOccurrence {
  readonly message: string;
  readonly violatingKey: string | null;
  readonly recommended: { readonly value: Json } | null;
  readonly details: { readonly [key: string]: Json };
}

export type Outcome =
  | { readonly status: "compliant" }
  | { readonly status: "violating"; readonly occurrences: readonly RawOccurrence[] }
  | { readonly status: "error"; readonly error: { readonly code: string; readonly message: string } };

/** `json` is the canonical JSON text of the entity. */
export interface JudgeObject {
  readonly key: string;
  readonly json: string;
  readonly policyKeys: readonly string[];
}

export interface JudgePolicy {
  readonly key: string;
  readonly unitDigest: string;
  readonly parameters: { readonly [key: string]: Json };
  /** Names an entry of the batch's `inventories`; without one, `data.inventory` is empty. */
  readonly inventoryKey?: string | null;
}

export interface JudgeBatch {
  readonly objects: readonly JudgeObject[];
  readonly policies: readonly JudgePolicy[];
  /** inventory key → JSON text of `data.inventory`. */
  readonly inventories?: Readonly<Record<string, string>>;
  /** Nanoseconds since 1970 that `time.now_ns()` answers, as decimal text. The current time if left out. */
  readonly nowNs?: string;
}

export interface Judgement {
  readonly objectKey: string;
  readonly policyKey: string;
  readonly outcome: Outcome;
  readonly durationUs: number;
}

export interface Judge {
  /** One judgement for each (object, policy) pair of the batch, in the batch's order. Never rejects for a policy's fault. */
  judge(batch: JudgeBatch): Promise<readonly Judgement[]>;
  /** Stops the threads. Batches under way are rejected. */
  close(): Promise<void>;
}
