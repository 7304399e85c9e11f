import { readJson } from "./json";
import { createLru } from "./lru";
import { textOperand, type BuiltinContext, type Builtins } from "./operands";
import { BuiltinError, BuiltinLimit, type Value } from "./value";

/** Characters of a module, and of its name. The compiler takes no larger ones. */
const MODULE_MAX = 1024 * 1024;
/** Units of work for starting the parser and for each character. */
const START_UNITS = 1_500_000;
const CHARACTER_UNITS = 50;
const REMEMBERED_MAX = 32;
/** Characters of a question or of a syntax tree that are remembered. */
const REMEMBERED_TEXT_MAX = 128 * 1024;

type Remembered = { readonly tree: Value } | { readonly error: string };

/** For the thread: the syntax of a text never changes. */
const remembered = createLru<Remembered>(REMEMBERED_MAX);

export const parseModuleBuiltins: Builtins = {
  /** The syntax tree that OPA's own parser makes. */
  "rego.parse_module": (ctx, fileName, rego) =>
    parseModule(ctx, textOperand(fileName, 1), textOperand(rego, 1)),
};

function parseModule(ctx: BuiltinContext, fileName: string, rego: string): Value {
  if (fileName.length + rego.length > MODULE_MAX)
    throw new BuiltinLimit(`rego.parse_module takes a module of at most ${MODULE_MAX} characters.`);
  const key = `${fileName.length} ${fileName}${rego}`;
  const found = remembered.get(key) ?? ask(ctx, key, fileName, rego);
  if ("error" in found) throw new BuiltinError(found.error);
  return found.tree;
}

function ask(ctx: BuiltinContext, key: string, fileName: string, rego: string): Remembered {
  if (ctx.parseModule === undefined) throw new Error("No parser of Rego is connected to this thread.");
  ctx.charge?.(START_UNITS + CHARACTER_UNITS * rego.length);
  const answer = ctx.parseModule(fileName, rego);
  if (answer.status === "failed") throw new Error(answer.message);
  if (answer.status === "stopped") throw new BuiltinLimit(answer.message);
  const isParsed = answer.status === "parsed";
  const text = isParsed ? answer.json : answer.message;
  const found = isParsed ? { tree: readJson(text) } : { error: text };
  if (key.length <= REMEMBERED_TEXT_MAX && text.length <= REMEMBERED_TEXT_MAX) remembered.set(key, found);
  return found;
}
