import { Fields } from "./fields";
import { DATA, INPUT, type BuiltinDeclaration, type Plan, type PlanFunction, type Program } from "./ir";
import { readBlock, readLocal, type Scope } from "./read-statement";
import { FastRefusal } from "./refusal";

/** Operands that one built-in may have. */
const OPERANDS_MAX = 4;

/**
 * Reads and validates the plan that `opa build -t plan` writes. Nothing of it is trusted: what is not known, is out of
 * range or does not fit together is refused.
 *
 * @param text JSON text of `plan.json`
 * @throws FastRefusal
 */
export function readPlan(text: string): Program {
  const root = new Fields(parse(text), "plan");
  const parts = root.has("static") ? root.fields("static") : new Fields({}, "static");
  const builtins = parts.list("builtin_funcs").map(readBuiltin);
  const heads = listOf(root, "funcs").map(readHead);
  const functions = new Map(heads.map((head, index) => [head.name, { index, arity: head.params.length }]));
  if (functions.size !== heads.length) throw new FastRefusal("The plan has two functions of one name.");
  const scope: Scope = {
    strings: parts.list("strings").map((item) => new Fields(item, "string").text("value")),
    functions,
    builtins: new Map(builtins.map(({ name, arity }, index) => [name, { index, arity }])),
  };
  return {
    builtins,
    functions: heads.map((head) => readFunction(head, scope)),
    plans: readPlans(listOf(root, "plans"), scope),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FastRefusal("The plan is not JSON.", { cause });
  }
}

/** `{"funcs": {"funcs": […]}}`: lists of the plan are wrapped in an object of the same name. */
function listOf(root: Fields, name: string): readonly unknown[] {
  return root.has(name) ? root.fields(name).list(name) : [];
}

function readBuiltin(item: unknown): BuiltinDeclaration {
  const fields = new Fields(item, "builtin");
  const declaration = fields.fields("decl");
  const arity = declaration.list("args").length;
  if (arity > OPERANDS_MAX) throw new FastRefusal("The plan has a built-in with too many operands.");
  return { name: fields.text("name"), arity, answers: declaration.has("result") };
}

interface Head {
  readonly name: string;
  readonly params: readonly number[];
  readonly fields: Fields;
}

function readHead(item: unknown): Head {
  const fields = new Fields(item, "function");
  const params = fields.list("params").map((local) => readLocal(local, "function.params"));
  if (params[0] !== INPUT || params[1] !== DATA || new Set(params).size !== params.length)
    throw new FastRefusal("The plan has a function whose parameters are not input, data and others.");
  return { name: fields.text("name"), params, fields };
}

function readFunction({ params, fields }: Head, scope: Scope): PlanFunction {
  const result = readLocal(fields.get("return"), "function.return");
  if (params.includes(result)) throw new FastRefusal("The plan has a function that answers a parameter.");
  const path = fields.list("path").map((part) => {
    if (typeof part !== "string") throw new FastRefusal("The plan has a function path that is not text.");
    return part;
  });
  const blocks = fields.list("blocks").map((block) => readBlock(block, scope, 0));
  return { params, result, blocks, path: path.length === 0 ? null : path };
}

function readPlans(items: readonly unknown[], scope: Scope): Plan[] {
  const plans = items.map((item) => {
    const fields = new Fields(item, "plan");
    const blocks = fields.list("blocks").map((block) => readBlock(block, scope, 0));
    return { name: fields.text("name"), blocks };
  });
  if (new Set(plans.map((plan) => plan.name)).size !== plans.length)
    throw new FastRefusal("The plan has two entry points of one name.");
  return plans;
}
