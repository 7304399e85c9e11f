import { nativeBuiltinNames } from "../compiler/native-builtins";
import type { Builtin, Builtins } from "./operands";
import { aggregateBuiltins } from "./aggregates";
import { arithmeticBuiltins } from "./arithmetic";
import { arrayBuiltins } from "./arrays";
import { bitBuiltins } from "./bits";
import { castBuiltins } from "./casts";
import { comparisonBuiltins } from "./comparison";
import { cryptoBuiltins } from "./crypto";
import { encodingBuiltins } from "./encoding";
import { globBuiltins } from "./glob";
import { graphBuiltins } from "./graph";
import { jsonBuiltins } from "./json";
import { jsonMarshalBuiltins } from "./json-marshal";
import { jsonPatchBuiltins } from "./json-patch";
import { jwtBuiltins } from "./jwt";
import { netBuiltins } from "./net";
import { numberBuiltins } from "./numbers";
import { parseModuleBuiltins } from "./parse-module";
import { objectBuiltins } from "./objects";
import { objectSubsetBuiltins } from "./object-subset";
import { regexBuiltins } from "./regex";
import { semverBuiltins } from "./semver";
import { setBuiltins } from "./sets";
import { sprintfBuiltins } from "./sprintf";
import { stringBuiltins } from "./strings";
import { templateStringBuiltins } from "./template-string";
import { timeBuiltins } from "./time";
import { traceBuiltins } from "./trace";
import { trimBuiltins } from "./trim";
import { unitBuiltins } from "./units";
import { uuidBuiltins } from "./uuid";
import { walkBuiltins } from "./walk";
import { yamlBuiltins } from "./yaml";
import { awsBuiltins } from "./aws";
import { globsMatchBuiltins } from "./globs-match";
import { uriBuiltins } from "./uri";
import { jsonSchemaBuiltins } from "./json-schema";
import { x509Builtins } from "./crypto-x509";
import { graphqlBuiltins } from "./graphql";
import { renderTemplateBuiltins } from "./render-template";

const families: readonly Builtins[] = [
  aggregateBuiltins,
  arithmeticBuiltins,
  arrayBuiltins,
  bitBuiltins,
  castBuiltins,
  comparisonBuiltins,
  cryptoBuiltins,
  encodingBuiltins,
  globBuiltins,
  graphBuiltins,
  jsonBuiltins,
  jsonMarshalBuiltins,
  jsonPatchBuiltins,
  jwtBuiltins,
  netBuiltins,
  numberBuiltins,
  objectBuiltins,
  objectSubsetBuiltins,
  parseModuleBuiltins,
  regexBuiltins,
  semverBuiltins,
  setBuiltins,
  sprintfBuiltins,
  stringBuiltins,
  templateStringBuiltins,
  timeBuiltins,
  traceBuiltins,
  trimBuiltins,
  unitBuiltins,
  uuidBuiltins,
  walkBuiltins,
  yamlBuiltins,
  awsBuiltins,
  globsMatchBuiltins,
  uriBuiltins,
  jsonSchemaBuiltins,
  x509Builtins,
  graphqlBuiltins,
  renderTemplateBuiltins,
];

const all: ReadonlyMap<string, Builtin> = new Map(families.flatMap((family) => Object.entries(family)));

/** Every built-in that is implemented here: what the fast evaluator may call. */
export const builtinNames: ReadonlySet<string> = new Set(all.keys());

/** Those that the Wasm module asks its host for. The compiler refuses what is neither native to it nor here. */
export const hostBuiltinNames: ReadonlySet<string> = new Set(
  [...all.keys()].filter((name) => !nativeBuiltinNames.has(name)),
);

export function findBuiltin(name: string): Builtin | undefined {
  return all.get(name);
}
