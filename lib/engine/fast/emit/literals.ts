import { constantOperand } from "../analysis/constants";
import type { Block, Local, Operand, Statement } from "../plan/ir";
import type { Code } from "./code";
import { textLiteral } from "./names";

type Make = Extract<Statement, { kind: "makeArray" | "makeObject" | "makeSet" }>;

/**
 * Writes the collection that the block makes at `index`, together with the additions right behind it.
 *
 * @returns how many statements behind it were written with it
 */
export function writeCollection(code: Code, { kind, target }: Make, block: Block, index: number): number {
  if (code.constants.has(target)) return 0;
  const parts: string[] = [];
  const keys = new Set<string>();
  for (let next = index + 1; next < block.length; next++) {
    const statement = block[next];
    const part = statement === undefined ? undefined : partOf(code, statement, target, keys);
    if (part === undefined) break;
    parts.push(part);
  }
  const text = parts.join(", ");
  const made =
    kind === "makeArray" ? `[${text}]` : kind === "makeObject" ? `{ ${text} }` : `setOf([${text}])`;
  const isEmptySet = kind === "makeSet" && parts.length === 0 && code.shapes.lateSets.has(target);
  code.write(`${code.variable(target)} = ${isEmptySet ? "NO_MEMBERS" : made};`);
  return parts.length;
}

function partOf(code: Code, statement: Statement, target: Local, keys: Set<string>): string | undefined {
  switch (statement.kind) {
    case "arrayAppend":
      return statement.array === target ? item(code, statement.value, target) : undefined;
    case "setAdd":
      return statement.set === target ? item(code, statement.value, target) : undefined;
    case "objectInsert": {
      if (statement.object !== target) return undefined;
      const key = constantOperand(statement.key, code.constants);
      // In a literal `__proto__` is no member, and of two equal keys the second would count silently.
      if (typeof key !== "string" || key === "__proto__" || keys.has(key)) return undefined;
      keys.add(key);
      const value = item(code, statement.value, target);
      return value === undefined ? undefined : `${textLiteral(key)}: ${value}`;
    }
    default:
      return undefined;
  }
}

function item(code: Code, operand: Operand, target: Local): string | undefined {
  return operand.type === "local" && operand.local === target ? undefined : code.read(operand);
}
