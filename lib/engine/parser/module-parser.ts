import { tmpdir } from "node:os";
import { getOwn, getString } from "../../domain/json";
import type { ParseAnswer } from "../builtins/operands";
import { runOpa, type OpaLimits } from "../compiler/opa-process";
import { jsonElements, tryParseJson } from "../json-text";

/** A module that a rule wants parsed. The file name is a word of its messages only. */
export interface ParseRequest {
  readonly fileName: string;
  readonly rego: string;
}

/** Parses with OPA's own parser, in a child process that ends with `signal`. Never rejects. */
export type ModuleParser = (request: ParseRequest, signal: AbortSignal) => Promise<ParseAnswer>;

/** What is asked of OPA: its own built-in, whose answer is the right one by definition. */
const QUERY = "json.marshal(rego.parse_module(input.file, input.rego))";
const BUILTIN = /^rego\.parse_module: /;

/**
 * A parser for rules that call `rego.parse_module`. The text goes to the child by standard input; nothing of it becomes a
 * path or an option, and no file is written.
 *
 * @param findLimits asked at each call, so that the binary is looked for when it is needed
 */
export function createModuleParser(findLimits: () => Promise<OpaLimits>): ModuleParser {
  return async (request, signal) => {
    try {
      return await parse(await findLimits(), request, signal);
    } catch (cause) {
      return { status: "failed", message: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}

async function parse(
  limits: OpaLimits,
  { fileName, rego }: ParseRequest,
  signal: AbortSignal,
): Promise<ParseAnswer> {
  const args = ["eval", "--format", "json", "--stdin-input", "--strict-builtin-errors", QUERY];
  const text = JSON.stringify({ file: fileName, rego });
  const run = await runOpa(limits, args, tmpdir(), { text, signal });
  if (run.stopped !== null)
    return { status: "stopped", message: "Parsing a module takes more time or memory than it may." };
  const output = tryParseJson(run.stdout.toString("utf8"));
  const [result] = jsonElements(getOwn(output, "result"));
  const json = getString(jsonElements(getOwn(result, "expressions"))[0], "value");
  if (json !== undefined) return { status: "parsed", json };
  const message = getString(jsonElements(getOwn(output, "errors"))[0], "message");
  if (message !== undefined && BUILTIN.test(message))
    return { status: "refused", message: message.replace(BUILTIN, "") };
  return { status: "failed", message: `The parser failed: ${(message ?? run.stderr).slice(0, 500)}` };
}
