import type { Json } from "../domain/json";

/** Which Rego syntax a module is written in. */
export type RegoVersion = "v0" | "v1";

/** The text of a template: file name → Rego text. */
export interface RegoSource {
  readonly modules: Readonly<Record<string, string>>;
  readonly regoVersion: RegoVersion;
  /** File name → syntax of the modules that are written in another. */
  readonly otherVersions?: Readonly<Record<string, RegoVersion>>;
}

/** A place in a text, counted from 1; 0 where it is not known. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A document that a module names: the steps below `data` that stand in the text, up to the first that is computed. */
export interface DataReference extends TextPlace {
  readonly path: readonly string[];
  /** The name of the import that it begins with; null where it begins with `data`. */
  readonly importedAs: string | null;
}

export interface ModuleContents {
  readonly package: TextPlace & { readonly path: readonly string[] };
  /** Names of the rules and functions, up to their first point. */
  readonly rules: readonly string[];
  readonly imports: readonly DataReference[];
  readonly references: readonly DataReference[];
  /** Paths below `data` that `with` puts something in the place of. */
  readonly replaced: readonly (readonly string[])[];
}

/** What one module is; `contents` is null where it does not parse. */
export interface ModuleReading {
  readonly regoVersion: RegoVersion;
  readonly contents: ModuleContents | null;
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
 * A compiled program with one or more entry points. `digest` is the SHA-256 (hex) of its sources and the versions that
 * made it, so a module never changes under its digest.
 */
export interface CompiledModule {
  readonly digest: string;
  readonly wasm: Uint8Array;
  /**
   * JSON text of OPA's plan, which the fast evaluator turns into JavaScript; null for Rego that a tenant wrote, which
   * runs in the sandbox only.
   */
  readonly plan: string | null;
}

/**
 * Where a template is found: an entry point (`a/b/violation`) of a module. `digest` is the SHA-256 (hex) of the
 * template's own sources and the versions that compiled them; the same template linked into another module keeps it.
 */
export interface UnitHead {
  readonly digest: string;
  readonly entrypoint: string;
  readonly moduleDigest: string;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
}

/** A compiled template. */
export interface CompiledUnit extends UnitHead {
  readonly module: CompiledModule;
}

/** Where a judge finds units and their modules. */
export interface UnitSource {
  findUnit(digest: string): Promise<UnitHead | null>;
  findModule(digest: string): Promise<CompiledModule | null>;
}

export type CompileResult =
  | { readonly ok: true; readonly unit: CompiledUnit }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface Compiler {
  /** Compiles a template. Faults of the source are diagnostics; only faults of the machine throw. */
  compile(source: RegoSource): Promise<CompileResult>;
}

/** A trusted template that is linked with others. `modules` holds `template.rego` and the helpers it imports. */
export interface LinkSource {
  readonly key: string;
  readonly modules: Readonly<Record<string, string>>;
}

export interface LinkResult {
  /** By key. All share one module. */
  readonly units: ReadonlyMap<string, CompiledUnit>;
  /** Templates that were left out, by key, with the reasons. */
  readonly broken: ReadonlyMap<string, readonly Diagnostic[]>;
}

export interface Linker {
  /**
   * Compiles templates of one author together, so that they share their helpers and one parsed object. Rego v1; helpers
   * of the same name must have the same text. A template that does not compile is left out and stops no other.
   */
  link(sources: readonly LinkSource[]): Promise<LinkResult>;
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
  /** Whether judgements carry what the rule printed or traced. */
  readonly withNotes?: boolean;
  /** An error of a built-in function is an error of the evaluation instead of undefined. */
  readonly strictErrors?: boolean;
}

export interface Judgement {
  readonly objectKey: string;
  readonly policyKey: string;
  readonly outcome: Outcome;
  readonly durationUs: number;
  /** What the rule printed or traced, at most 100 lines; only where the batch asked for it. */
  readonly notes?: readonly string[];
  /** The error is that of the policy's other evaluations: after several that had to be stopped, this one was not tried. */
  readonly untried?: true;
}

export interface Judge {
  /** One judgement for each (object, policy) pair of the batch, in the batch's order. Never rejects for a policy's fault. */
  judge(batch: JudgeBatch): Promise<readonly Judgement[]>;
  /** Stops the threads. Batches under way are rejected. */
  close(): Promise<void>;
}
