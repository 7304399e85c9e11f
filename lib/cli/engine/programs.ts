import type { QueryCompiler } from "@/lib/engine/compile";
import { loadProgram, type QueryProgram } from "@/lib/engine/query-program";
import type { Diagnostic, RegoSource } from "@/lib/engine/types";
import type { Fault } from "../batch/answers";
import { Semaphore } from "./semaphore";

export type ProgramResult =
  { readonly ok: true; readonly program: QueryProgram } | { readonly ok: false; readonly fault: Fault };

const PROGRAMS_MAX = 256;
const NO_RULE = /^entrypoint ".*" does not refer to a rule or policy decision$/s;

/** Compiled programs by what they were made from. Least recently used first out. */
export class Programs {
  private readonly programs = new Map<string, Promise<ProgramResult>>();
  private readonly places: Semaphore;

  constructor(
    private readonly compiler: () => Promise<QueryCompiler>,
    compilations: number,
  ) {
    this.places = new Semaphore(compilations);
  }

  /**
   * @param entrypoint path of a rule (`a/p`) or of a package; it may be a place where nothing is defined
   * @param strictErrors whether an error of a built-in shall end the evaluations
   */
  find(source: RegoSource, entrypoint: string, strictErrors: boolean): Promise<ProgramResult> {
    const { regoVersion, modules } = source;
    const key = JSON.stringify([regoVersion, entrypoint, strictErrors, Object.entries(modules)]);
    const found =
      this.programs.get(key) ?? this.places.run(() => this.compile(source, entrypoint, strictErrors));
    this.programs.delete(key);
    this.programs.set(key, found);
    found.catch(() => this.programs.delete(key));
    const [oldest] = this.programs.keys();
    if (this.programs.size > PROGRAMS_MAX && oldest !== undefined) this.programs.delete(oldest);
    return found;
  }

  private async compile(
    source: RegoSource,
    entrypoint: string,
    strictErrors: boolean,
  ): Promise<ProgramResult> {
    const compiler = await this.compiler();
    let result = await compiler.compile(source, entrypoint);
    if (!result.ok && result.diagnostics.some(({ message }) => NO_RULE.test(message))) {
      const indirect = throughReference(source, entrypoint);
      result = await compiler.compile(indirect.source, indirect.entrypoint);
    }
    if (!result.ok) return { ok: false, fault: toFault(result.diagnostics) };
    const { module, entrypoint: path } = result.unit;
    return { ok: true, program: await loadProgram(module, path, strictErrors) };
  }
}

/** A place without a rule has no entry point, but it may be referred to: it may be in the data, or undefined. */
function throughReference(
  source: RegoSource,
  entrypoint: string,
): { source: RegoSource; entrypoint: string } {
  const steps = entrypoint.split("/").map((step) => `[${JSON.stringify(decodeStep(step))}]`);
  const texts = [entrypoint, ...Object.entries(source.modules).flat()];
  let name = "edict_entrypoint";
  while (texts.some((text) => text.includes(name))) name += "_";
  const module = `package ${name}\n\nanswer := data${steps.join("")}\n`;
  return {
    source: { ...source, modules: { ...source.modules, [`${name}.rego`]: module } },
    entrypoint: `${name}/answer`,
  };
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function toFault(diagnostics: readonly Diagnostic[]): Fault {
  const refused = diagnostics.find(({ code }) => code === "unsupported_builtin");
  if (refused !== undefined) return { code: "unsupported_builtin", message: refused.message };
  const sentences = diagnostics.map(({ code, message, file, line, column }) =>
    line === 0 ? `${code}: ${message}` : `${file}:${line}:${column}: ${code}: ${message}`,
  );
  return { code: "compile_error", message: sentences.join("\n") || "The Rego does not compile." };
}
