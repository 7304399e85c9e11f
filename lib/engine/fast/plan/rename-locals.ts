import type { Block, Local, Operand, Statement } from "./ir";

/** The same statements with other locals. */
export function renameLocals(block: Block, as: (local: Local) => Local): Block {
  return block.map((statement) => renameIn(statement, as));
}

function renameIn(statement: Statement, as: (local: Local) => Local): Statement {
  const operand = (given: Operand): Operand =>
    given.type === "local" ? { type: "local", local: as(given.local) } : given;
  switch (statement.kind) {
    case "call":
      return { ...statement, args: statement.args.map(operand), target: as(statement.target) };
    case "callDynamic": {
      const { args, path, target } = statement;
      return { ...statement, args: args.map(as), path: path.map(operand), target: as(target) };
    }
    case "dot": {
      const { source, key, target } = statement;
      return { ...statement, source: operand(source), key: operand(key), target: as(target) };
    }
    case "scan": {
      const { source, key, value, block } = statement;
      const inner = renameLocals(block, as);
      return { ...statement, source: as(source), key: as(key), value: as(value), block: inner };
    }
    case "with": {
      const { local, value, block } = statement;
      return { ...statement, local: as(local), value: operand(value), block: renameLocals(block, as) };
    }
    case "not":
      return { ...statement, block: renameLocals(statement.block, as) };
    case "block":
      return { ...statement, blocks: statement.blocks.map((block) => renameLocals(block, as)) };
    case "objectInsert":
    case "objectInsertOnce": {
      const { key, value, object } = statement;
      return { ...statement, key: operand(key), value: operand(value), object: as(object) };
    }
    case "arrayAppend":
      return { ...statement, value: operand(statement.value), array: as(statement.array) };
    case "setAdd":
      return { ...statement, value: operand(statement.value), set: as(statement.set) };
    case "merge":
      return { ...statement, a: as(statement.a), b: as(statement.b), target: as(statement.target) };
    case "assign":
    case "assignOnce":
    case "length":
      return { ...statement, source: operand(statement.source), target: as(statement.target) };
    case "makeInteger":
    case "assignInteger":
    case "makeNumber":
    case "makeNull":
    case "makeArray":
    case "makeObject":
    case "makeSet":
    case "reset":
      return { ...statement, target: as(statement.target) };
    case "isArray":
    case "isObject":
    case "isSet":
      return { ...statement, source: operand(statement.source) };
    case "return":
    case "isDefined":
    case "isUndefined":
      return { ...statement, source: as(statement.source) };
    case "answer":
      return { ...statement, value: as(statement.value) };
    case "equal":
    case "notEqual":
      return { ...statement, a: operand(statement.a), b: operand(statement.b) };
    case "break":
    case "nop":
      return statement;
  }
}
