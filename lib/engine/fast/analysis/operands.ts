import type { Local, Operand, Statement } from "../plan/ir";

/** Everything that a statement reads, in any order; what the blocks inside it read is theirs. */
export function operandsOf(statement: Statement): readonly Operand[] {
  switch (statement.kind) {
    case "assign":
    case "assignOnce":
    case "length":
    case "isArray":
    case "isObject":
    case "isSet":
      return [statement.source];
    case "scan":
    case "return":
    case "isDefined":
    case "isUndefined":
      return [local(statement.source)];
    case "equal":
    case "notEqual":
      return [statement.a, statement.b];
    case "merge":
      return [local(statement.a), local(statement.b)];
    case "objectInsert":
    case "objectInsertOnce":
      return [statement.key, statement.value];
    case "arrayAppend":
    case "setAdd":
      return [statement.value];
    case "answer":
      return [local(statement.value)];
    case "with":
      // What it does not replace stays, so that the document is read.
      return [local(statement.local), statement.value];
    case "dot":
      return [statement.source, statement.key];
    case "call":
      return statement.args;
    case "callDynamic":
      return [...statement.args.map(local), ...statement.path];
    default:
      return [];
  }
}

function local(index: Local): Operand {
  return { type: "local", local: index };
}
