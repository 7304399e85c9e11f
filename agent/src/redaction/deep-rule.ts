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
    let changed: Map<string, Json> | undefined;
    for (const key of Object.keys(value)) {
      const content = value[key];
      if (content === undefined) continue;
      path.push(key);
      const next = walkField(key, content);
      path.pop();
      if (next !== content) (changed ??= new Map<string, Json>()).set(key, next);
    }
    if (changed === undefined) return value;
    const replaced = changed;
    return Object.fromEntries(Object.entries(value).map(([key, old]) => [key, replaced.get(key) ?? old]));
  };

  const walkArray = (value: Json[], each: (item: Json) => Json): Json[] => {
    let copy: Json[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      if (item === undefined) continue;
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
    if (typeof value !== "object" || value === null) return value;
    return Array.isArray(value) ? walkArray(value, walk) : walkObject(value);
  };

  return walkObject(object);
}
