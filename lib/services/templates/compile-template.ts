import type { Diagnostic } from "@/lib/contracts/api/templates";
import type { CompiledUnit, RegoVersion } from "@/lib/engine/types";
import type { Services } from "../context";

export type TemplateCompilation =
  | { ok: true; unit: CompiledUnit; regoVersion: RegoVersion; compileMs: number }
  | { ok: false; diagnostics: Diagnostic[]; regoVersion: RegoVersion | null; compileMs: number };

/** Compiles the one module of an own template, in the Rego version it is written in. */
export async function compileTemplate(services: Services, rego: string): Promise<TemplateCompilation> {
  const started = performance.now();
  const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
  const regoVersion = await services.detectRegoVersion(rego);
  const result = await services.compiler.compile({ modules: { "template.rego": rego }, regoVersion });
  if (result.ok) return { ok: true, unit: result.unit, regoVersion, compileMs: elapsed() };
  return {
    ok: false,
    regoVersion,
    diagnostics: result.diagnostics.map(({ code, message, line, column }) => ({
      code,
      message,
      line: Math.max(line, 1),
      column: Math.max(column, 1),
    })),
    compileMs: elapsed(),
  };
}

/** Names read as `input.parameters.x` or `input.parameters["x"]`, in order of appearance. */
export function parametersRead(rego: string): string[] {
  const withoutComments = rego.replaceAll(/#.*$/gm, "");
  const names = [...withoutComments.matchAll(/\binput\.parameters(?:\.([A-Za-z_]\w*)|\["([^"\]]+)"\])/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [...new Set(names.filter((name) => name !== ""))];
}
