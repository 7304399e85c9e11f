import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getOwn, parseJson, type Json } from "../../domain/json";
import { createQueryCompiler, type CompilerOptions } from "../compile";
import { makeTemporaryDirSync } from "../compiler/temporary-dir";
import { jsonElements } from "../json-text";
import { evaluateQuery } from "../query";

/** Results by expression; an expression that is undefined is missing. */
type Results = ReadonlyMap<string, Json>;

export interface Comparison {
  readonly opa: Results;
  readonly sandbox: Results;
}

const LIMITS = { memoryPagesMax: 4096, resultBytesMax: 16 * 1024 * 1024 };

/**
 * Evaluates Rego v0 expressions (v0, because v1 refuses the deprecated casts) with `opa eval` and in the sandbox, each side in one go.
 *
 * @param inputJson JSON text of `input`, so that numbers keep their spelling
 */
export async function compareWithOpa(
  options: CompilerOptions,
  expressions: readonly string[],
  inputJson: string,
): Promise<Comparison> {
  const rules = expressions.map((text, index) => `results["${index}"] = x { x := ${text} }`);
  const module = `package diff\n\nimport future.keywords.in\n\n${rules.join("\n")}\n`;
  return {
    opa: byExpression(expressions, evaluateNatively(options.opaPath, module, inputJson)),
    sandbox: byExpression(expressions, await evaluateInSandbox(options, module, inputJson)),
  };
}

function byExpression(expressions: readonly string[], results: Json | undefined): Results {
  const found = new Map<string, Json>();
  expressions.forEach((text, index) => {
    const value = getOwn(results, String(index));
    if (value !== undefined) found.set(text, value);
  });
  return found;
}

function evaluateNatively(opaPath: string, module: string, inputJson: string): Json | undefined {
  const dir = makeTemporaryDirSync("diff");
  try {
    writeFileSync(join(dir, "diff.rego"), module);
    writeFileSync(join(dir, "input.json"), inputJson);
    const args = [
      "eval",
      "--v0-compatible",
      "--format",
      "json",
      "-d",
      "diff.rego",
      "-i",
      "input.json",
      "data.diff.results",
    ];
    const output = parseJson(
      execFileSync(opaPath, args, { cwd: dir, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
    );
    const expressions = getOwn(jsonElements(getOwn(output, "result"))[0], "expressions");
    return getOwn(jsonElements(expressions)[0], "value");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function evaluateInSandbox(
  options: CompilerOptions,
  module: string,
  inputJson: string,
): Promise<Json | undefined> {
  const source = { modules: { "diff.rego": module }, regoVersion: "v0" } as const;
  const compiled = await createQueryCompiler(options).compile(source, "diff/results");
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics, null, 1));
  const query = { inputJson, dataJson: "{}", nowNs: "1900000000123456789", strictErrors: false };
  const result = await evaluateQuery(compiled.unit, query, LIMITS);
  if (result.status === "error") throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.status === "defined" ? result.value : undefined;
}
