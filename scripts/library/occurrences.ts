import type { LibraryExpectation } from "@/lib/contracts/library";
import { canonicalJson, getOwn, getString, type JsonObject } from "@/lib/domain/json";
import { resolveViolatingKey } from "@/lib/domain/violating-key";

const resultKeys = new Set(["msg", "violating_key", "recommended_value", "recommended_action"]);

/**
 * Reads one result of a rule `violation` as an occurrence in its object.
 * @throws Error where the result breaks the format or its key leads nowhere
 */
export function toOccurrence(result: JsonObject, object: JsonObject): LibraryExpectation {
  const message = getString(result, "msg");
  const violatingKey = getString(result, "violating_key");
  if (message === undefined || violatingKey === undefined)
    throw new Error(`a result needs the texts msg and violating_key: ${JSON.stringify(result)}`);
  const unknown = Object.keys(result).filter((key) => !resultKeys.has(key));
  if (unknown.length > 0) throw new Error(`a result has unknown keys: ${unknown.join(", ")}`);
  const resolved = resolveViolatingKey(violatingKey, object);
  if (resolved === null) throw new Error(`violating_key is no path of the object: ${violatingKey}`);
  const action = getOwn(result, "recommended_action");
  if (action !== undefined && action !== "remove") throw new Error('recommended_action can only be "remove"');
  const recommended = getOwn(result, "recommended_value");
  return {
    message,
    path: resolved.pointer,
    violatingKey,
    ...(resolved.exists && { found: resolved.found }),
    ...(recommended !== undefined && { recommended }),
    ...(action !== undefined && { recommendedAction: action }),
  };
}

/** Says how the occurrences differ from those expected, whatever their order; nothing where they do not. */
export function differences(
  expected: readonly LibraryExpectation[],
  found: readonly LibraryExpectation[],
): string[] {
  const texts = (list: readonly LibraryExpectation[]) => list.map((item) => canonicalJson({ ...item }));
  const [expectedTexts, foundTexts] = [texts(expected), texts(found)];
  return [
    ...expectedTexts
      .filter((text) => !foundTexts.includes(text))
      .map((text) => `expected, not found: ${text}`),
    ...foundTexts
      .filter((text) => !expectedTexts.includes(text))
      .map((text) => `found, not expected: ${text}`),
  ];
}
