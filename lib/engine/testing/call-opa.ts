import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getOwn, getString, parseJson, type Json } from "../../domain/json";
import { marshalJson } from "../builtins/json-marshal";
import type { BuiltinContext } from "../builtins/operands";
import { findBuiltin } from "../builtins/registry";
import { decodeValue } from "../builtins/value-text";
import { BuiltinError } from "../builtins/value";
import { makeTemporaryDirSync } from "../compiler/temporary-dir";
import { jsonElements } from "../json-text";

/** A built-in's name and its operands, as Rego values. */
export type Call = readonly [name: string, ...operands: string[]];

/** What a call answers: JSON, or null where it is undefined. */
export interface Answer {
  readonly call: string;
  readonly value: Json | null;
}

/** The error that a call ends with under strict built-in errors. */
export interface CallError {
  readonly code: string;
  readonly message: string;
}

/**
 * Asks `opa eval`, all calls at once. Operands go through the input, so that OPA's type checker lets them pass: as JSON,
 * one rule for each built-in, or, where they are no JSON, by `with`.
 */
export function askOpa(opaPath: string, calls: readonly Call[]): Answer[] {
  const asked = calls.map((call, index) => ({ call, index }));
  const plain = asked.filter(({ call: [, ...operands] }) => operands.every(isJson));
  const names = [...new Set(plain.map(({ call }) => call[0]))];
  const byName = names.map((name) =>
    ruleOf(name, plain.find(({ call }) => call[0] === name)?.call.length ?? 1),
  );
  const single = asked
    .filter((one) => !plain.includes(one))
    .map(({ call: [name, ...operands], index }) => {
      const mocks = operands.map((operand, position) => ` with input.op${position} as ${operand}`);
      const texts = operands.map((_operand, position) => `input.op${position}`);
      return `r["${index}"] = x { x := ${expressionOf(name, texts)}${mocks.join("")} }`;
    });
  const input = names.map((name) => {
    const own = plain.filter(({ call }) => call[0] === name);
    return `"${name}": [${own.map(({ call: [, ...operands], index }) => `["${index}", ${operands.join(", ")}]`).join(",")}]`;
  });
  const output = runOpa(opaPath, `package d\n\n${[...byName, ...single].join("\n")}\n`, input, ["data.d.r"]);
  const errors = getOwn(output, "errors");
  if (errors !== undefined) throw new Error(JSON.stringify(jsonElements(errors).slice(0, 5)));
  const found = getOwn(
    jsonElements(getOwn(jsonElements(getOwn(output, "result"))[0], "expressions"))[0],
    "value",
  );
  return calls.map((call, index) => ({ call: call.join(" "), value: getOwn(found, String(index)) ?? null }));
}

function ruleOf(name: string, length: number): string {
  const texts = Array.from({ length: length - 1 }, (_unused, position) => `c[${position + 1}]`);
  return `r[i] = x { c := input["${name}"][_]; i := c[0]; x := ${expressionOf(name, texts)} }`;
}

/** `walk` is a relation: all it finds, as the built-in here gives it. */
function expressionOf(name: string, operands: readonly string[]): string {
  const call = `${name}(${operands.join(", ")})`;
  return name === "walk" ? `[found | found := ${call}]` : call;
}

/** Asks the built-ins here. */
export function askHere(calls: readonly Call[]): Answer[] {
  return calls.map((call) => {
    try {
      const value = callHere(call);
      return { call: call.join(" "), value: value === undefined ? null : parseJson(marshalJson(value)) };
    } catch (cause) {
      if (cause instanceof BuiltinError) return { call: call.join(" "), value: null };
      throw cause;
    }
  });
}

/** How `opa eval` reports the call's error. */
export function opaError(opaPath: string, [name, ...operands]: Call): CallError | null {
  const texts = operands.map((_operand, index) => `input.operands[${index}]`);
  const module = `package d\n\nr = x { x := ${name}(${texts.join(", ")}) }\n`;
  const error = jsonElements(
    getOwn(
      runOpa(
        opaPath,
        module,
        [`"operands": [${operands.join(",")}]`],
        ["--strict-builtin-errors", "data.d.r"],
      ),
      "errors",
    ),
  )[0];
  const code = getString(error, "code");
  return code === undefined ? null : { code, message: getString(error, "message") ?? "" };
}

/** How it is reported here. */
export function errorHere(call: Call): CallError | null {
  try {
    callHere(call);
    return null;
  } catch (cause) {
    if (cause instanceof BuiltinError) return { code: cause.code, message: `${call[0]}: ${cause.message}` };
    throw cause;
  }
}

/** What built-ins get in a test. */
export function testContext(charge?: (units: number) => void): BuiltinContext {
  const nowNs = `${Date.now()}000000`;
  const shared = { nowNs, memo: new Map(), notes: [], strictErrors: true };
  return charge === undefined ? shared : { ...shared, charge };
}

function callHere([name, ...operands]: Call): ReturnType<NonNullable<ReturnType<typeof findBuiltin>>> {
  const builtin = findBuiltin(name);
  if (builtin === undefined) throw new Error(`no built-in ${name}`);
  const [a = null, b = null, c = null, d = null] = operands.map(decodeValue);
  return builtin(testContext(), a, b, c, d);
}

function runOpa(opaPath: string, module: string, members: readonly string[], args: readonly string[]): Json {
  const dir = makeTemporaryDirSync("call");
  try {
    writeFileSync(join(dir, "d.rego"), module);
    writeFileSync(join(dir, "i.json"), `{${members.join(",")}}`);
    const all = ["eval", "--v0-compatible", "--format", "json", "-d", "d.rego", "-i", "i.json", ...args];
    return parseJson(readOutput(opaPath, all, dir));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** `opa eval` prints its errors as JSON too, and exits with 2. */
function readOutput(opaPath: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(opaPath, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const output: unknown = cause instanceof Error && "stdout" in cause ? cause.stdout : undefined;
    if (typeof output === "string" && output !== "") return output;
    throw cause;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
