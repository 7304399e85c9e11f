import type { CompilerOptions } from "./compile";
import { plainDiagnostic } from "./compiler/diagnostics";
import { withTemporaryDir } from "./compiler/temporary-dir";
import { createToolchainReader, type Toolchain } from "./compiler/toolchain";
import { createUnitCache, sha256 } from "./compiler/unit-cache";
import { buildProgram, writeWorkspace, type Build, type Step } from "./compiler/workspace";
import type { CompiledUnit, Diagnostic, Linker, LinkSource } from "./types";

/** Part of every digest: raise it when a unit's fields or the meaning of its module change. */
const LINK_FORMAT = "edict-link-1";
const MAIN_MODULE = "template.rego";
/** Each round leaves out the templates that the compiler has named. */
const ROUNDS_MAX = 20;

/**
 * A linker of built-in templates: one run of OPA's compiler makes one Wasm module and one plan with an entry point for
 * each template. Programs are cached on disk by the digest of all sources.
 */
export function createLinker(options: CompilerOptions): Linker {
  const cache = createUnitCache(options.cacheDir);
  const findToolchain = createToolchainReader(options);
  return {
    link: async (sources) => {
      const toolchain = await findToolchain();
      const broken = new Map<string, readonly Diagnostic[]>();
      let parts: readonly Part[] = sources.map((source) => toPart(source, toolchain.identity));
      for (let round = 0; round < ROUNDS_MAX; round++) {
        if (parts.length === 0) return { units: new Map(), broken };
        const digest = sha256(JSON.stringify([LINK_FORMAT, parts.map((part) => part.digest)]));
        const cached = await cache.get(digest);
        if (cached !== null) return { units: byKey(parts, cached.units), broken };
        const built = await build(options, toolchain, parts);
        if (built.ok) {
          const module = { digest, ...built.value };
          const units = parts.map((part) => toUnit(part, module));
          await cache.put({ module, units });
          return { units: byKey(parts, units), broken };
        }
        const faults = faultsByPart(parts, built.diagnostics);
        for (const [part, diagnostics] of faults) broken.set(part.key, diagnostics);
        parts = parts.filter((part) => !faults.has(part));
      }
      throw new Error("The built-in templates could not be linked");
    },
  };
}

/** A template with its place in the linked program. */
interface Part {
  readonly key: string;
  readonly digest: string;
  readonly entrypoint: string;
  /** Written name of each module of the template; helpers have one name for all templates. */
  readonly files: ReadonlyMap<string, string>;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
}

function toPart({ key, modules }: LinkSource, toolchainIdentity: string): Part {
  const text = Object.values(modules).join("\n");
  const packagePath = /^\s*package\s+([\w.]+)/m.exec(modules[MAIN_MODULE] ?? "")?.[1] ?? "";
  return {
    key,
    digest: sha256(JSON.stringify([LINK_FORMAT, toolchainIdentity, Object.entries(modules)])),
    entrypoint: `${packagePath.replaceAll(".", "/")}/violation`,
    files: new Map(
      Object.entries(modules).map(([name, rego]) => [name === MAIN_MODULE ? `${key}/${name}` : name, rego]),
    ),
    // A rule reaches either only by naming it; one that merely mentions the word pays for what it does not read.
    readsReview: /\breview\b/.test(text),
    readsInventory: /\binventory\b/.test(text),
  };
}

function toUnit(part: Part, module: CompiledUnit["module"]): CompiledUnit {
  const { digest, entrypoint, readsReview, readsInventory } = part;
  return { digest, entrypoint, moduleDigest: module.digest, module, readsReview, readsInventory };
}

function byKey(parts: readonly Part[], units: readonly CompiledUnit[]): Map<string, CompiledUnit> {
  const byDigest = new Map(units.map((unit) => [unit.digest, unit]));
  const entries = parts.map((part) => [part.key, byDigest.get(part.digest)] as const);
  return new Map(entries.flatMap(([key, unit]) => (unit === undefined ? [] : [[key, unit] as const])));
}

async function build(
  options: CompilerOptions,
  toolchain: Toolchain,
  parts: readonly Part[],
): Promise<Step<Build>> {
  const files = new Map(parts.flatMap((part) => [...part.files]));
  return withTemporaryDir(async (dir) => {
    const workspace = await writeWorkspace(dir, options, toolchain.capabilities, {
      modules: Object.fromEntries(files),
      regoVersion: "v1",
    });
    return buildProgram(
      workspace,
      parts.map((part) => part.entrypoint),
      { withPlan: true },
    );
  });
}

/**
 * Which templates the diagnostics are about: the one whose file or rule they name, and all that import a faulty helper.
 *
 * @throws when a diagnostic names none of them: leaving out templates would not help.
 */
function faultsByPart(
  parts: readonly Part[],
  diagnostics: readonly Diagnostic[],
): Map<Part, readonly Diagnostic[]> {
  const faults = new Map<Part, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const named = parts.filter(
      (part) => part.files.has(diagnostic.file) || namesEntrypoint(diagnostic.message, part.entrypoint),
    );
    for (const part of named) {
      const file = diagnostic.file === `${part.key}/${MAIN_MODULE}` ? MAIN_MODULE : diagnostic.file;
      faults.set(part, [...(faults.get(part) ?? []), { ...diagnostic, file }]);
    }
  }
  if (faults.size > 0) return faults;
  const [first = plainDiagnostic("compile_error", "The Rego compiler failed without a message.")] =
    diagnostics;
  throw new Error(`The built-in templates could not be linked: ${first.message}`);
}

/** OPA names an entry point that has no rule as a path or as a reference. */
function namesEntrypoint(message: string, entrypoint: string): boolean {
  return [entrypoint, `data.${entrypoint.replaceAll("/", ".")}`].some((name) =>
    new RegExp(`(^|[^\\w/.])${name.replaceAll(".", "\\.")}($|[^\\w/.])`).test(message),
  );
}
