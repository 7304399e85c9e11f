import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getOwn, type Json } from "../../domain/json";
import { jsonElements, tryParseJson } from "../json-text";
import type { Diagnostic, RegoSource, RegoVersion } from "../types";
import { readBundleFile } from "./bundle";
import { parseOpaErrors, plainDiagnostic, type FileNames } from "./diagnostics";
import type { ParsedModule } from "./entrypoint";
import { withPlainNumbers } from "./number-literals";
import { runOpa, type OpaLimits, type OpaRun, type OpaStop } from "./opa-process";
import type { Capabilities } from "./capabilities";

/** Sources and capabilities written to a temporary folder, ready for `opa`. */
export interface Workspace {
  readonly dir: string;
  readonly limits: OpaLimits;
  readonly refused: ReadonlySet<string>;
  readonly regoVersion: RegoVersion;
  /** Syntax of the modules that are written in another, by the author's file name. */
  readonly otherVersions: Readonly<Record<string, RegoVersion>>;
  /** Written file name → author's file name, in order. Authors' names never become paths. */
  readonly names: FileNames;
  readonly modules: Readonly<Record<string, string>>;
}

export type Step<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const CAPABILITIES_FILE = "capabilities.json";

export async function writeWorkspace(
  dir: string,
  limits: OpaLimits,
  capabilities: Capabilities,
  { modules, regoVersion, otherVersions = {} }: RegoSource,
): Promise<Workspace> {
  const names = new Map(Object.keys(modules).map((name, index) => [`module${index}.rego`, name]));
  await writeFile(join(dir, CAPABILITIES_FILE), capabilities.fileText);
  for (const [written, name] of names) await writeFile(join(dir, written), modules[name] ?? "");
  const workspace = {
    dir,
    limits,
    refused: capabilities.refused,
    regoVersion,
    otherVersions,
    names,
    modules,
  };
  await writeFile(join(dir, ".manifest"), manifestOf(workspace));
  return workspace;
}

function isMixed({ otherVersions }: Workspace): boolean {
  return Object.keys(otherVersions).length > 0;
}

/** Makes the folder a bundle, which alone can tell the syntax of each file. */
function manifestOf({ names, regoVersion, otherVersions }: Workspace): string {
  const others = [...names].flatMap(([written, name]) => {
    const version = otherVersions[name];
    return version === undefined ? [] : [[`/${written}`, numberOf(version)] as const];
  });
  return JSON.stringify({
    roots: [""],
    rego_version: numberOf(regoVersion),
    file_rego_versions: Object.fromEntries(others),
  });
}

function numberOf(version: RegoVersion): number {
  return version === "v0" ? 0 : 1;
}

/** What `opa` has to be told to read a file in this syntax. */
export function versionFlags(version: RegoVersion): readonly string[] {
  return version === "v0" ? ["--v0-compatible"] : [];
}

/** The syntax trees of all modules, or the syntax errors of all of them. */
export async function parseModules(workspace: Workspace): Promise<Step<ParsedModule[]>> {
  const runs = await Promise.all([...workspace.names].map(([file, name]) => parse(workspace, file, name)));
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

async function parse(workspace: Workspace, file: string, name: string): Promise<OpaRun> {
  const version = workspace.otherVersions[name] ?? workspace.regoVersion;
  return parseFile(workspace, file, workspace.modules[name] ?? "", versionFlags(version));
}

/**
 * Parses one file to JSON, or a copy of it if the syntax tree cannot be printed.
 *
 * @param text what the file holds
 * @param flags more arguments for `opa parse`
 */
export async function parseFile(
  { limits, dir }: Pick<Workspace, "limits" | "dir">,
  file: string,
  text: string,
  flags: readonly string[],
): Promise<OpaRun> {
  const args = ["parse", "--format", "json", ...flags];
  const run = await runOpa(limits, [...args, file], dir);
  if (run.exitCode === 0 || !run.stderr.includes("invalid number literal")) return run;
  // Not a name that would make it part of a bundle.
  const copy = `${file}.plain`;
  await writeFile(join(dir, copy), withPlainNumbers(text));
  const again = await runOpa(limits, [...args, copy], dir);
  return again.exitCode === 0 ? again : run;
}

/** What one build makes of the modules. */
export interface Build {
  readonly wasm: Uint8Array;
  /** JSON text of OPA's plan; null unless it was asked for. */
  readonly plan: string | null;
}

/** Compiles to a Wasm module with these entry points, and to OPA's plan of the same where the Rego is trusted. */
export async function buildProgram(
  workspace: Workspace,
  entrypoints: readonly string[],
  options: { readonly withPlan: boolean },
): Promise<Step<Build>> {
  const [wasm, plan] = await Promise.all([
    build(workspace, entrypoints, "wasm", "policy.wasm"),
    options.withPlan ? build(workspace, entrypoints, "plan", "plan.json") : null,
  ]);
  if (wasm.file !== null && plan?.file !== null)
    return { ok: true, value: { wasm: wasm.file, plan: plan === null ? null : decode(plan.file) } };
  const failed = wasm.file === null ? wasm.run : (plan?.run ?? wasm.run);
  if (failed.stopped !== null) return { ok: false, diagnostics: failure(workspace, failed) };
  // `opa build` prints errors without their column, `opa check` with it.
  const check = await opa(workspace, [
    "check",
    "--format",
    "json",
    ...commonFlags(workspace),
    ...files(workspace),
  ]);
  const diagnostics = check.exitCode === 0 ? [] : failure(workspace, check);
  return { ok: false, diagnostics: diagnostics.length > 0 ? diagnostics : failure(workspace, failed) };
}

/**
 * Does this rule read `data.inventory`, itself or through another? Null where OPA cannot tell.
 *
 * @param entrypoint `a/b/violation`
 */
export async function readsInventory(workspace: Workspace, entrypoint: string): Promise<boolean | null> {
  const steps = entrypoint.split("/").map((step) => `[${JSON.stringify(decodeURIComponent(step))}]`);
  const run = await opa(workspace, ["deps", "--format", "json", "--bundle", ".", `data${steps.join("")}`]);
  const found = run.exitCode === 0 ? tryParseJson(run.stdout.toString("utf8")) : undefined;
  if (found === undefined) return null;
  return jsonElements(getOwn(found, "base")).some((path) => {
    const [root, first = null] = jsonElements(path).map((step) => getOwn(step, "value"));
    return root === "data" && (first === null || first === "inventory");
  });
}

interface BuildRun {
  readonly run: OpaRun;
  /** Null where the build failed. */
  readonly file: Uint8Array | null;
}

async function build(
  workspace: Workspace,
  entrypoints: readonly string[],
  target: "wasm" | "plan",
  fileName: string,
): Promise<BuildRun> {
  const bundle = `${target}.tar.gz`;
  const flags = [
    "-t",
    target,
    "--wasm-include-print",
    ...commonFlags(workspace),
    ...entrypoints.flatMap((path) => ["-e", path]),
  ];
  const run = await opa(workspace, ["build", ...flags, "-o", bundle, ...files(workspace)]);
  if (run.exitCode !== 0 || run.stopped !== null) return { run, file: null };
  const archive = await readFile(join(workspace.dir, bundle));
  return { run, file: readBundleFile(archive, fileName, workspace.limits.outputBytesMax) };
}

function commonFlags(workspace: Workspace): string[] {
  return [...versionFlags(workspace.regoVersion), "--capabilities", CAPABILITIES_FILE];
}

function files(workspace: Workspace): string[] {
  return isMixed(workspace) ? ["--bundle", "."] : [...workspace.names.keys()];
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

function opa(workspace: Workspace, args: readonly string[]): Promise<OpaRun> {
  return runOpa(workspace.limits, args, workspace.dir);
}

function failure(workspace: Workspace, run: OpaRun, file = ""): Diagnostic[] {
  if (run.stopped !== null)
    return [plainDiagnostic(`compile_${run.stopped}`, stopSentence(run.stopped, workspace.limits), file)];
  const diagnostics = parseOpaErrors(run.stderr, workspace.names, workspace.refused);
  if (diagnostics.length > 0) return diagnostics;
  // `opa build` prints what it finds after parsing on standard output.
  const text = run.stderr.trim() === "" ? run.stdout.toString("utf8") : run.stderr;
  let message = text.trim().replace(/^error: /, "");
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
