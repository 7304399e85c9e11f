import type { Builtin, Builtins } from "./operands";
import { sprintfBuiltins } from "./sprintf";

const families: readonly Builtins[] = [sprintfBuiltins];

const all: ReadonlyMap<string, Builtin> = new Map(families.flatMap((family) => Object.entries(family)));

/** The built-ins that the host implements for the Wasm module. The compiler refuses every other one. */
export const hostBuiltinNames: ReadonlySet<string> = new Set(all.keys());

export function findBuiltin(name: string): Builtin | undefined {
  return all.get(name);
}
