import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../../domain/json";
import { tryParseJson } from "../json-text";
import type { Diagnostic, RegoVersion } from "../types";
import { readBundleFile } from "./bundle";
import { parseOpaErrors, plainDiagnostic, type FileNames } from "./diagnostics";
import type { ParsedModule } from "./entrypoint";
import { runOpa, type OpaLimits, type OpaRun, type OpaStop } from "./opa-process";
import type { Capabilities } from "./capabilities";

/** Sources and capabilities written to a temporary folder, ready for `opa`. */
export interface Workspace {
  readonly dir: string;
  readonly limits: OpaLimits;
  readonly refused: ReadonlySet<string>;
  readonly versionFlags: readonly string[];
  /** Written file name → author's file name, in order. Authors' names never become paths. */
  readonly names: FileNames;
  readonly modules: Readonly<Record<string, string>>;
}

export type Step<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const CAPABILITIES_FILE = "capabilities.json";
const BUNDLE_FILE = "bundle.tar.gz";

export async function writeWorkspace(
  dir: string,
  limits: OpaLimits,
  capabilities: Capabilities,
  modules: Readonly<Record<string, string>>,
  regoVersion: RegoVersion,
): Promise<Workspace> {
  const names = new Map(Object.keys(modules).map((name, index) => [`module${index}.rego`, name]));
  await writeFile(join(dir, CAPABILITIES_FILE), capabilities.fileText);
  for (const [written, name] of names) await writeFile(join(dir, written), modules[name] ?? "");
  return {
    dir,
    limits,
    refused: capabilities.refused,
    versionFlags: regoVersion === "v0" ? ["--v0-compatible"] : [],
    names,
    modules,
  };
}

/** The syntax trees of all modules, or the syntax errors of all of them. */
export async function parseModules(workspace: Workspace): Promise<Step<ParsedModule[]>> {
  const runs = await Promise.all(
    [...workspace.names.keys()].map((file) =>
      opa(workspace, ["parse", "--format", "json", ...workspace.versionFlags, file]),
    ),
  );
  const parsed: ParsedModule[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, name] of [...workspace.names.values()].entries()) {
    const run = runs[index];
    if (run === undefined) continue;
    const tree: Json | undefined = run.exitCode === 0 ? tryParseJson(run.stdout.toString("utf8")) : undefined;
    if (tree === undefined) diagnostics.push(...failure(workspace, run, name));
    else parsed.push({ name, text: workspace.modules[name] ?? "", tree });
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, value: parsed };
}

/** Compiles to a Wasm module with one entry point. */
export async function buildWasm(workspace: Workspace, entrypoint: string): Promise<Step<Uint8Array>> {
  const files = [...workspace.names.keys()];
  const common = [...workspace.versionFlags, "--capabilities", CAPABILITIES_FILE];
  const build = await opa(workspace, [
    "build",
    "-t",
    "wasm",
    ...common,
    "-e",
    entrypoint,
    "-o",
    BUNDLE_FILE,
    ...files,
  ]);
  if (build.exitCode === 0 && build.stopped === null) {
    const archive = await readFile(join(workspace.dir, BUNDLE_FILE));
    return { ok: true, value: readBundleFile(archive, "policy.wasm", workspace.limits.outputBytesMax) };
  }
  if (build.stopped !== null) return { ok: false, diagnostics: failure(workspace, build) };
  // `opa build` prints errors without their column, `opa check` with it.
  const check = await opa(workspace, ["check", "--format", "json", ...common, ...files]);
  const diagnostics = check.exitCode === 0 ? [] : failure(workspace, check);
  return { ok: false, diagnostics: diagnostics.length > 0 ? diagnostics : failure(workspace, build) };
}

function opa(workspace: Workspace, args: readonly string[]): Promise<OpaRun> {
  return runOpa(workspace.limits, args, workspace.dir);
}

function failure(workspace: Workspace, run: OpaRun, file = ""): Diagnostic[] {
  if (run.stopped !== null)
    return [plainDiagnostic(`compile_${run.stopped}`, stopSentence(run.stopped, workspace.limits), file)];
  const diagnostics = parseOpaErrors(run.stderr, workspace.names, workspace.refused);
  if (diagnostics.length > 0) return diagnostics;
  let message = run.stderr.trim().replace(/^error: /, "");
  for (const [written, name] of workspace.names) message = message.replaceAll(written, name);
  return [
    plainDiagnostic(
      "compile_error",
      message.slice(0, 2000) || "The Rego compiler failed without a message.",
      file,
    ),
  ];
}

function stopSentence(why: OpaStop, limits: OpaLimits): string {
  switch (why) {
    case "timeout":
      return `Compiling took longer than ${limits.timeoutMs} ms and was stopped.`;
    case "output_limit":
      return `Compiling printed more than ${limits.outputBytesMax} bytes and was stopped.`;
    case "memory_limit":
      return `Compiling took more than ${limits.memoryBytesMax ?? 0} bytes of memory and was stopped.`;
  }
}
