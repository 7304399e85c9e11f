import { ITEMS_MAX } from "../../builtins/operands";
import { constantOperand } from "../analysis/constants";
import { INPUT, type DotStatement, type InsertStatement, type Operand, type Statement } from "../plan/ir";
import type { Code } from "./code";
import { isFreeName, textLiteral } from "./names";

/** Statements without blocks inside, calls apart. */
export function writeSimple(code: Code, statement: Statement): void {
  switch (statement.kind) {
    case "assign":
    case "makeNull":
    case "makeInteger":
    case "makeNumber":
    case "assignInteger":
    case "reset":
    case "length":
    case "assignOnce": {
      writeAssignment(code, statement);
      return;
    }
    case "break": {
      code.write(code.jump(statement.depth));
      return;
    }
    case "return": {
      code.write(`{ ${code.restoreAll()} return ${code.readLocal(statement.source)}; }`);
      return;
    }
    case "answer": {
      code.write(`{ ${code.restoreAll()} return ${code.readLocal(statement.value)}.result; }`);
      return;
    }
    case "equal": {
      code.write(`if (${differ(code, statement.a, statement.b)}) ${code.jump()}`);
      return;
    }
    case "notEqual": {
      code.write(`if (!(${differ(code, statement.a, statement.b)})) ${code.jump()}`);
      return;
    }
    case "isDefined": {
      code.write(`if (${code.variable(statement.source)} === undefined) ${code.jump()}`);
      return;
    }
    case "isUndefined": {
      code.write(`if (${code.variable(statement.source)} !== undefined) ${code.jump()}`);
      return;
    }
    case "isArray": {
      code.write(`if (!Array.isArray(${code.read(statement.source)})) ${code.jump()}`);
      return;
    }
    case "isObject": {
      code.write(`if (!isObjectValue(${code.read(statement.source)})) ${code.jump()}`);
      return;
    }
    case "isSet": {
      code.write(`if (!isSetValue(${code.read(statement.source)})) ${code.jump()}`);
      return;
    }
    default:
      return;
  }
}

type Assignment = Extract<
  Statement,
  {
    kind:
      | "assign"
      | "makeNull"
      | "makeInteger"
      | "makeNumber"
      | "assignInteger"
      | "reset"
      | "length"
      | "assignOnce";
  }
>;

function writeAssignment(code: Code, statement: Assignment): void {
  if (code.constants.has(statement.target)) return;
  const target = code.variable(statement.target);
  switch (statement.kind) {
    case "assign": {
      const { source } = statement;
      const isMembers = code.shapes.isAskedForMembers(statement.target);
      code.write(`${target} = ${isMembers ? code.readMembers(source) : code.read(source)};`);
      return;
    }
    case "makeNull": {
      code.write(`${target} = null;`);
      return;
    }
    case "makeInteger":
    case "assignInteger": {
      code.write(`${target} = ${code.literal(statement.value)};`);
      return;
    }
    case "makeNumber": {
      code.write(`${target} = numberFromText(${textLiteral(statement.text)});`);
      return;
    }
    case "reset": {
      code.write(`${target} = undefined;`);
      return;
    }
    case "length": {
      code.write(`${target} = lengthOf(${code.read(statement.source)});`);
      return;
    }
    case "assignOnce": {
      const { row, column } = statement.place;
      code.write(`if (${target} === undefined) ${target} = ${code.read(statement.source)};`);
      const differs = differ(code, { type: "local", local: statement.target }, statement.source);
      code.write(`else if (${differs}) throw varConflict(${row}, ${column});`);
      return;
    }
  }
}

/** Source text that is true where two operands differ. */
function differ(code: Code, a: Operand, b: Operand): string {
  const [left, right] = [code.read(a), code.read(b)];
  if (isPlainConstant(code, a) || isPlainConstant(code, b)) return `${left} !== ${right}`;
  return `${left} !== ${right} && !same(${left}, ${right})`;
}

/** Strings, booleans and null equal nothing but themselves; numbers have several spellings. */
function isPlainConstant(code: Code, operand: Operand): boolean {
  const value = constantOperand(operand, code.constants);
  return value === null || typeof value === "string" || typeof value === "boolean";
}

export function writeDot(code: Code, statement: DotStatement): void {
  const { source, key, target } = statement;
  if (source.type !== "local") {
    code.write(code.jump());
    return;
  }
  const into = code.variable(target);
  const name = constantOperand(key, code.constants);
  const isStored = code.shapes.stored.has(statement);
  if (typeof name !== "string" || (isStored && !/^[A-Za-z]/.test(name))) {
    const operands = `${code.read(source)}, ${code.read(key)}`;
    const found = isStored ? `dotStored(l1 === S.data, ${operands})` : `dot(${operands})`;
    code.write(`if ((${into} = ${found}) === undefined) ${code.jump()}`);
    return;
  }
  const from = source.local === INPUT ? "l0" : code.read(source);
  const text = textLiteral(name);
  if (source.local === INPUT && name === "parameters") {
    code.write(`${into} = l0 === S.base ? S.parameters : dotText(l0, ${text});`);
    code.write(`if (${into} === undefined) ${code.jump()}`);
  } else if (isFreeName(name)) {
    // No value inherits this name, so that direct access finds the member of a plain object or nothing.
    code.write(`${into} = ${from}?.[${text}];`);
    code.write(
      `if (${into} === undefined && (${into} = dotRest(${from}, ${text})) === undefined) ${code.jump()}`,
    );
  } else {
    code.write(`if ((${into} = dotText(${from}, ${text})) === undefined) ${code.jump()}`);
  }
}

type Addition = InsertStatement | Extract<Statement, { kind: "arrayAppend" | "setAdd" }>;

export function writeAddition(code: Code, statement: Addition): void {
  const local =
    statement.kind === "arrayAppend"
      ? statement.array
      : statement.kind === "setAdd"
        ? statement.set
        : statement.object;
  if (code.constants.has(local)) return;
  const into = code.variable(local);
  const value = code.read(statement.value);
  // What was not made in this function may be somebody else's: the first write copies it.
  if (!code.shapes.plain.has(local)) code.write(`${into} = own(O ??= new Set(), ${into});`);
  if (statement.kind === "arrayAppend") {
    code.write(`if (${into}.push(${value}) > ${ITEMS_MAX}) limitItems(${into}.length);`);
    return;
  }
  if (statement.kind === "setAdd") {
    code.write(
      code.shapes.lateSets.has(local) ? `${into} = added(${into}, ${value});` : `${into}.add(${value});`,
    );
    return;
  }
  const key = code.read(statement.key);
  const { row, column } = statement.place;
  if (statement.kind === "objectInsertOnce") {
    code.write(`${into} = insertOnce(${into}, ${key}, ${value}, ${row}, ${column});`);
    return;
  }
  code.write(`${into} = insert(${into}, ${key}, ${value});`);
}
