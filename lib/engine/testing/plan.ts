import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getOwn, getString, parseJson } from "../../domain/json";
import type { Value } from "../builtins/value";
import { readBundleFile } from "../compiler/bundle";
import { makeTemporaryDirSync } from "../compiler/temporary-dir";
import { parseInput } from "../fast";
import { dot } from "../fast/runtime/access";
import { jsonElements } from "../json-text";
import type { RegoVersion } from "../types";
import { valueToText } from "../value-json";

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/** Rego modules by file name, and the documents they are evaluated with. */
export interface Example {
  readonly opaPath: string;
  readonly version: RegoVersion;
  readonly modules: Readonly<Record<string, string>>;
  readonly inputJson?: string;
  readonly dataJson?: string;
  readonly strictErrors?: boolean;
}

/** JSON text of OPA's plan of the modules. */
export function buildPlan(example: Example, entrypoints: readonly string[]): string {
  return inFolder(example, (dir, files) => {
    const flags = [...versionFlags(example), ...entrypoints.flatMap((path) => ["-e", path])];
    execFileSync(example.opaPath, ["build", "-t", "plan", ...flags, "-o", "bundle.tar.gz", ...files], {
      cwd: dir,
      timeout: TIMEOUT_MS,
    });
    const plan = readBundleFile(readFileSync(join(dir, "bundle.tar.gz")), "plan.json", OUTPUT_BYTES_MAX);
    return Buffer.from(plan).toString("utf8");
  });
}

/**
 * What `opa eval` answers for a reference such as `data.a.b`: JSON text with sorted members and numbers as OPA spells
 * them, undefined where it is undefined, or `!code` for an error.
 */
export function askOpa(example: Example, reference: string): string | undefined {
  return inFolder(example, (dir, files) => {
    const documents = files.flatMap((file) => ["-d", file]);
    writeFileSync(join(dir, "data.json"), example.dataJson ?? "{}");
    writeFileSync(join(dir, "input.json"), example.inputJson ?? "{}");
    const flags = [
      ...versionFlags(example),
      ...(example.strictErrors === true ? ["--strict-builtin-errors"] : []),
    ];
    const args = [
      "eval",
      "--format",
      "json",
      ...flags,
      ...documents,
      "-d",
      "data.json",
      "-i",
      "input.json",
      reference,
    ];
    const run = spawnSync(example.opaPath, args, {
      cwd: dir,
      encoding: "utf8",
      maxBuffer: OUTPUT_BYTES_MAX,
      timeout: TIMEOUT_MS,
    });
    const errors = jsonElements(getOwn(parseJson(run.stdout), "errors"));
    if (errors[0] !== undefined) return `!${getString(errors[0], "code") ?? ""}`;
    return exactAnswer(run.stdout);
  });
}

/** The value as text, from a parse that keeps numbers. */
function exactAnswer(output: string): string | undefined {
  const path: readonly (string | number)[] = ["result", 0, "expressions", 0, "value"];
  const value = path.reduce<Value | undefined>((found, key) => dot(found, key), parseInput(output));
  return value === undefined ? undefined : valueToText(value);
}

function inFolder<T>(example: Example, work: (dir: string, files: readonly string[]) => T): T {
  const dir = makeTemporaryDirSync("plan");
  try {
    for (const [name, text] of Object.entries(example.modules)) writeFileSync(join(dir, name), text);
    return work(dir, Object.keys(example.modules));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function versionFlags({ version }: Example): string[] {
  return version === "v0" ? ["--v0-compatible"] : [];
}
