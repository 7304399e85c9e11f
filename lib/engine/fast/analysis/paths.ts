import { DATA, type CallStatement, type Operand, type Program } from "../plan/ir";
import { constantOperand, type Constants } from "./constants";

/** The member of `input` that is apart from the opened object. */
export const PARAMETERS = "parameters";

/** Whether an operand is the input or data document and goes on to the callee in the same place. */
export function isDocument(operand: Operand, position: number): boolean {
  return position <= DATA && operand.type === "local" && operand.local === position;
}

/** The path of a call such as `object.get(input, "spec", …)`, if it is constant and leads past the parameters. */
export function memberPath(
  { args, callee }: CallStatement,
  program: Program,
  constants: Constants,
): readonly string[] | undefined {
  const [source, operand] = args;
  if (callee.type !== "builtin" || program.builtins[callee.index]?.name !== "object.get") return undefined;
  if (source?.type !== "local" || operand === undefined) return undefined;
  const path = constantPath(operand, constants);
  return path?.[0] === undefined || path[0] === PARAMETERS ? undefined : path;
}

/** The path that an operand of `object.get` holds, if it is constant and of strings. */
export function constantPath(operand: Operand, constants: Constants): readonly string[] | undefined {
  const value = constantOperand(operand, constants);
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return undefined;
  const names = value.filter((item) => typeof item === "string");
  return names.length === value.length ? names : undefined;
}
