import { parseArgs } from "node:util";

/** Which evaluator judges; `auto` is the fast one where it can. */
export type EvaluatorChoice = "fast" | "sandbox" | "auto";

export type Command =
  | { readonly name: "help"; readonly topic: "edict" | "eval" }
  | { readonly name: "version" }
  | { readonly name: "batch"; readonly file: string; readonly options: EvaluationOptions }
  | { readonly name: "eval"; readonly options: EvalOptions };

export interface EvaluationOptions {
  readonly evaluator: EvaluatorChoice;
  readonly deadlineMs: number;
  readonly threads: number | null;
  /** Folder for compiled programs; null for the usual one. */
  readonly unitsFolder: string | null;
}

export interface EvalOptions extends EvaluationOptions {
  /** Files and folders of manifests; `-` is standard input. */
  readonly files: readonly string[];
  /** Ids of built-in templates. */
  readonly templates: readonly string[];
  /** Files and folders of Rego. */
  readonly rego: readonly string[];
  readonly format: "table" | "json";
  /** JSON text of parameters. */
  readonly parameters: string;
}

/** What was typed makes no sense. The message is for a person. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const DEADLINE_MS = 10_000;

/**
 * Reads what was typed after `edict`.
 *
 * @throws UsageError
 */
export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help")
    return { name: "help", topic: rest[0] === "eval" ? "eval" : "edict" };
  if (name === "--version" || name === "version") return { name: "version" };
  if (name !== "eval") throw new UsageError(`There is no command ${name}.`);
  return readEval(rest);
}

function readEval(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { name: "help", topic: "eval" };
  const common: EvaluationOptions = {
    evaluator: oneOf("evaluator", values.evaluator ?? "auto", ["fast", "sandbox", "auto"]),
    deadlineMs: count("deadline-ms", values["deadline-ms"]) ?? DEADLINE_MS,
    threads: count("threads", values.threads),
    unitsFolder: values["units-folder"] ?? null,
  };
  const { batch, template = [], rego = [], parameters, format } = values;
  if (batch !== undefined) {
    if (positionals.length > 0 || template.length > 0 || rego.length > 0 || parameters !== undefined)
      throw new UsageError("--batch takes its templates, parameters and objects from the batch.");
    if (format !== undefined) throw new UsageError("--batch is answered in JSON Lines, without --format.");
    return { name: "batch", file: batch, options: common };
  }
  if (positionals.length === 0) throw new UsageError("Name at least one manifest, or - for standard input.");
  return {
    name: "eval",
    options: {
      ...common,
      files: positionals,
      templates: template,
      rego,
      parameters: parameters ?? "{}",
      format: oneOf("format", format ?? "table", ["table", "json"]),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        batch: { type: "string" },
        evaluator: { type: "string" },
        "deadline-ms": { type: "string" },
        threads: { type: "string" },
        "units-folder": { type: "string" },
        template: { type: "string", short: "t", multiple: true },
        rego: { type: "string", short: "r", multiple: true },
        parameters: { type: "string", short: "p" },
        format: { type: "string", short: "f" },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${choices.join(", ")}, not ${value}.`);
  return found;
}

function count(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--${name} is a whole number from 1, not ${value}.`);
  return number;
}
