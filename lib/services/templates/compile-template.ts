import { type Diagnostic, mainModule } from "@/lib/contracts/api/templates";
import type { CompiledUnit, Diagnostic as CompilerDiagnostic, RegoVersion } from "@/lib/engine/types";
import type { Services } from "../context";
import { ownModules } from "./own-modules";

interface Compiling {
  /** The text and the library's helpers that it names; the text alone where one of those cannot exist. */
  modules: Readonly<Record<string, string>>;
  regoVersion: RegoVersion;
  compileMs: number;
}

export type TemplateCompilation = Compiling &
  ({ ok: true; unit: CompiledUnit } | { ok: false; diagnostics: Diagnostic[] });

/** Compiles an own template, in the Rego version it is written in, with the library's helpers that it names. */
export async function compileTemplate(services: Services, rego: string): Promise<TemplateCompilation> {
  const started = performance.now();
  const { source, diagnostics } = await ownModules(services, rego);
  const result = diagnostics.length > 0 ? null : await services.compiler.compile(source);
  const { modules, regoVersion } = source;
  const base = { modules, regoVersion, compileMs: Math.round((performance.now() - started) * 10) / 10 };
  if (result === null) return { ...base, ok: false, diagnostics };
  if (result.ok) return { ...base, ok: true, unit: result.unit };
  return { ...base, ok: false, diagnostics: result.diagnostics.map(toDiagnostic) };
}

/** A place in a helper is no place of the text that the author sees. */
function toDiagnostic({ code, message, file, line, column }: CompilerDiagnostic): Diagnostic {
  if (file !== "" && file !== mainModule)
    return { code, message: `${file}, line ${String(line)}: ${message}`, line: 1, column: 1 };
  return { code, message, line: Math.max(line, 1), column: Math.max(column, 1) };
}

/** Names read as `input.parameters.x` or `input.parameters["x"]`, in order of appearance. */
export function parametersRead(rego: string): string[] {
  const withoutComments = rego.replaceAll(/#.*$/gm, "");
  const names = [...withoutComments.matchAll(/\binput\.parameters(?:\.([A-Za-z_]\w*)|\["([^"\]]+)"\])/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [...new Set(names.filter((name) => name !== ""))];
}
