import { isJsonObject, pointerPart, text, type Json, type JsonObject } from "../json";
import type { Mask, Tally } from "./mask";
import {
  hasPrivateKey,
  hasSecretName,
  hasSecretShape,
  isHarmless,
  isSecretField,
  splitSecretFlag,
} from "./secret-looks";

type Path = (string | number)[];

/**
 * Masks what looks secret anywhere in an object: environment variables and arguments of containers wherever pod
 * templates may be, private keys in any string, and in custom resources the fields that hold a secret by name. Parts
 * without a finding are shared with the input, which is never changed.
 */
export function redactDeep(
  object: JsonObject,
  options: { mask: Mask; tally: Tally; isCustom: boolean },
): JsonObject {
  const { mask, tally, isCustom } = options;
  const path: Path = [];

  const masked = (value: string): string => {
    tally.add(path.map(pointerPart).join(""));
    return mask(value);
  };

  const walkObject = (value: JsonObject): JsonObject => {
    let copy: [string, Json][] | undefined;
    const entries = Object.entries(value);
    for (const [index, [key, content]] of entries.entries()) {
      path.push(key);
      const next = walkField(key, content);
      path.pop();
      if (next === content) continue;
      copy ??= [...entries];
      copy[index] = [key, next];
    }
    return copy === undefined ? value : Object.fromEntries(copy);
  };

  const walkArray = (value: Json[], each: (item: Json) => Json): Json[] => {
    let copy: Json[] | undefined;
    for (const [index, item] of value.entries()) {
      path.push(index);
      const next = each(item);
      path.pop();
      if (next === item) continue;
      copy ??= [...value];
      copy[index] = next;
    }
    return copy ?? value;
  };

  const walkField = (key: string, value: Json): Json => {
    if (Array.isArray(value)) {
      if (key === "env") return walkArray(value, walkVariable);
      if (key === "args" || key === "command") return walkArray(value, walkArgument);
    }
    if (isCustom && typeof value === "string" && isSecretField(key) && !isHarmless(value)) {
      return masked(value);
    }
    return walk(value);
  };

  const walkVariable = (item: Json): Json => {
    const name = text(item, "name");
    const value = text(item, "value");
    if (!isJsonObject(item) || name === undefined || value === undefined || isHarmless(value))
      return walk(item);
    if (!hasSecretName(name) && !hasSecretShape(value)) return walk(item);
    path.push("value");
    const replaced = masked(value);
    path.pop();
    return { ...item, value: replaced };
  };

  const walkArgument = (item: Json): Json => {
    if (typeof item !== "string") return walk(item);
    const parts = splitSecretFlag(item);
    return parts === undefined ? walk(item) : parts[0] + masked(parts[1]);
  };

  const walk = (value: Json): Json => {
    if (typeof value === "string") return hasPrivateKey(value) ? masked(value) : value;
    if (Array.isArray(value)) return walkArray(value, walk);
    return isJsonObject(value) ? walkObject(value) : value;
  };

  return walkObject(object);
}
