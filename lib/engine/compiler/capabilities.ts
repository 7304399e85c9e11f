import { isObject, getOwn, parseJson } from "../../domain/json";
import { jsonElements } from "../json-text";
import { isForbiddenBuiltin } from "./forbidden";
import { nativeBuiltinNames } from "./native-builtins";

/** What the compiler may use. */
export interface Capabilities {
  /** The text of OPA's capabilities file. */
  readonly fileText: string;
  /** Built-ins that this version of OPA knows and we do not let through. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Narrows `opa capabilities --current` to the built-ins that the Wasm module or our host implements, so that every
 * other one is refused where it is written, and to no network (remote JSON schemas are fetched by the compiler).
 *
 * @param currentText standard output of `opa capabilities --current`
 * @param hostBuiltinNames the built-ins of `lib/engine/builtins`
 */
export function narrowCapabilities(currentText: string, hostBuiltinNames: ReadonlySet<string>): Capabilities {
  const current = parseJson(currentText);
  if (!isObject(current)) throw new Error("The Rego compiler printed no capabilities");
  const refused = new Set<string>();
  const builtins = jsonElements(current.builtins).filter((builtin) => {
    const name = getOwn(builtin, "name");
    if (typeof name !== "string") return false;
    const kept = !isForbiddenBuiltin(name) && (nativeBuiltinNames.has(name) || hostBuiltinNames.has(name));
    if (!kept) refused.add(name);
    return kept;
  });
  return { fileText: JSON.stringify({ ...current, builtins, allow_net: [] }), refused };
}
