import type { Builtin, Builtins } from "./operands";
import { castBuiltins } from "./casts";
import { cryptoBuiltins } from "./crypto";
import { encodingBuiltins } from "./encoding";
import { graphBuiltins } from "./graph";
import { jsonMarshalBuiltins } from "./json-marshal";
import { jsonPatchBuiltins } from "./json-patch";
import { jwtBuiltins } from "./jwt";
import { netBuiltins } from "./net";
import { numberBuiltins } from "./numbers";
import { objectBuiltins } from "./object-subset";
import { regexBuiltins } from "./regex";
import { semverBuiltins } from "./semver";
import { sprintfBuiltins } from "./sprintf";
import { stringBuiltins } from "./strings";
import { timeBuiltins } from "./time";
import { traceBuiltins } from "./trace";
import { unitBuiltins } from "./units";
import { uuidBuiltins } from "./uuid";
import { yamlBuiltins } from "./yaml";

const families: readonly Builtins[] = [
  castBuiltins,
  cryptoBuiltins,
  encodingBuiltins,
  graphBuiltins,
  jsonMarshalBuiltins,
  jsonPatchBuiltins,
  jwtBuiltins,
  netBuiltins,
  numberBuiltins,
  objectBuiltins,
  regexBuiltins,
  semverBuiltins,
  sprintfBuiltins,
  stringBuiltins,
  timeBuiltins,
  traceBuiltins,
  unitBuiltins,
  uuidBuiltins,
  yamlBuiltins,
];

const all: ReadonlyMap<string, Builtin> = new Map(families.flatMap((family) => Object.entries(family)));

/** The built-ins that the host implements for the Wasm module. The compiler refuses every other one. */
export const hostBuiltinNames: ReadonlySet<string> = new Set(all.keys());

export function findBuiltin(name: string): Builtin | undefined {
  return all.get(name);
}
