import { findEntrypoint, givenEntrypoint } from "./compiler/entrypoint";
import { plainDiagnostic } from "./compiler/diagnostics";
import type { OpaLimits } from "./compiler/opa-process";
import { withTemporaryDir } from "./compiler/temporary-dir";
import { createToolchainReader, type Toolchain } from "./compiler/toolchain";
import { createUnitCache, sha256, type UnitCache } from "./compiler/unit-cache";
import {
  buildProgram,
  parseModules,
  readsInventory,
  writeWorkspace,
  type Workspace,
} from "./compiler/workspace";
import type { CompiledUnit, Compiler, CompileResult, RegoSource } from "./types";

export interface CompilerOptions extends OpaLimits {
  /** Folder for compiled programs, shared by all processes of one machine. Made when missing. */
  readonly cacheDir: string;
}

/** A compiler of any rule of any modules, for whoever evaluates Rego that is no template. */
export interface QueryCompiler {
  /** @param entrypoint path of the rule: `a/b/rule` */
  compile(source: RegoSource, entrypoint: string): Promise<CompileResult>;
}

const SOURCE_BYTES_MAX = 1024 * 1024;
const MODULES_MAX = 50;
/** Part of every digest: raise it when a unit's fields or the meaning of its module change. */
const UNIT_FORMAT = "edict-unit-2";

/**
 * A compiler of templates to Wasm, by OPA's own compiler in a child process with time, output and memory limits, no
 * environment and a folder of its own. Units are cached on disk by digest; equal sources compiled at the same time
 * share one run.
 */
export function createCompiler(options: CompilerOptions): Compiler {
  const compile = createUnitCompiler(options, { withPlan: false });
  return { compile: (source) => compile(source, null) };
}

/**
 * Like `createCompiler`, for a rule that the caller names. Its units have a plan, so that the fast evaluator may run
 * them: whoever calls it vouches for the Rego.
 */
export function createQueryCompiler(options: CompilerOptions): QueryCompiler {
  return { compile: createUnitCompiler(options, { withPlan: true }) };
}

type UnitCompiler = (source: RegoSource, entrypoint: string | null) => Promise<CompileResult>;

function createUnitCompiler(options: CompilerOptions, { withPlan }: { withPlan: boolean }): UnitCompiler {
  const cache = createUnitCache(options.cacheDir);
  const running = new Map<string, Promise<CompileResult>>();
  const findToolchain = createToolchainReader(options);
  return async (source, entrypoint) => {
    const tooLarge = checkSize(source);
    if (tooLarge !== null) return tooLarge;
    const known = await findToolchain();
    const digest = digestOf(source, entrypoint, withPlan, known.identity);
    const shared = running.get(digest);
    if (shared !== undefined) return shared;
    const result = compileOnce(options, known, cache, { source, entrypoint, digest, withPlan }).finally(() =>
      running.delete(digest),
    );
    running.set(digest, result);
    return result;
  };
}

interface Task {
  readonly source: RegoSource;
  readonly entrypoint: string | null;
  readonly digest: string;
  readonly withPlan: boolean;
}

async function compileOnce(
  limits: OpaLimits,
  toolchain: Toolchain,
  cache: UnitCache,
  task: Task,
): Promise<CompileResult> {
  const { source, digest, withPlan } = task;
  const [cached] = (await cache.get(digest))?.units ?? [];
  if (cached !== undefined) return { ok: true, unit: cached };
  return withTemporaryDir(async (dir) => {
    const workspace = await writeWorkspace(dir, limits, toolchain.capabilities, source);
    const parsed = await parseModules(workspace);
    if (!parsed.ok) return parsed;
    const entrypoint =
      task.entrypoint === null
        ? findEntrypoint(parsed.value)
        : givenEntrypoint(parsed.value, task.entrypoint);
    if ("code" in entrypoint) return { ok: false, diagnostics: [entrypoint] };
    const built = await buildProgram(workspace, [entrypoint.path], { withPlan });
    if (!built.ok) return built;
    const { path, readsReview } = entrypoint;
    const reads = entrypoint.readsInventory && (await inventoryIsRead(workspace, path));
    const module = { digest, ...built.value };
    const unit: CompiledUnit = {
      digest,
      entrypoint: path,
      moduleDigest: digest,
      module,
      readsReview,
      readsInventory: reads,
    };
    await cache.put({ module, units: [unit] });
    return { ok: true, unit };
  });
}

/** Helpers mention the inventory in rules that a template may not use; a template's own rules are there to be used. */
async function inventoryIsRead(workspace: Workspace, entrypoint: string): Promise<boolean> {
  return workspace.names.size === 1 || ((await readsInventory(workspace, entrypoint)) ?? true);
}

function checkSize(source: RegoSource): CompileResult | null {
  const texts = Object.values(source.modules);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const refuse = (message: string): CompileResult => ({
    ok: false,
    diagnostics: [plainDiagnostic("source_too_large", message)],
  });
  if (texts.length === 0)
    return { ok: false, diagnostics: [plainDiagnostic("no_module", "The template has no Rego module.")] };
  if (texts.length > MODULES_MAX) return refuse(`A template may have at most ${MODULES_MAX} modules.`);
  if (bytes > SOURCE_BYTES_MAX)
    return refuse(`The Rego of a template may have at most ${SOURCE_BYTES_MAX} bytes.`);
  return null;
}

/** Content address of what compiling will yield. The order of the modules counts: it decides the main one. */
function digestOf(
  source: RegoSource,
  entrypoint: string | null,
  withPlan: boolean,
  toolchainIdentity: string,
): string {
  const { regoVersion, modules, otherVersions = {} } = source;
  const others = Object.entries(otherVersions);
  return sha256(
    JSON.stringify([
      UNIT_FORMAT,
      toolchainIdentity,
      regoVersion,
      entrypoint,
      withPlan,
      Object.entries(modules),
      ...(others.length === 0 ? [] : [others]),
    ]),
  );
}
