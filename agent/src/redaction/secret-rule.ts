import { isJsonObject, member, pointerPart, type Json, type JsonObject } from "../json";
import type { Mask, Tally } from "./mask";

const keptFields = new Set(["apiVersion", "kind", "metadata", "type", "immutable", "data", "stringData"]);

/** Shorter values are found in any text by chance. */
const searchedLengthMin = 4;

/**
 * A Secret with its keys and without its values. Fields no Secret has are dropped, and labels or annotations that repeat
 * a value are masked: some tools keep a copy there.
 */
export function redactSecret(object: JsonObject, mask: Mask, tally: Tally): JsonObject {
  const values = secretTexts(object);
  return Object.fromEntries(
    Object.entries(object).flatMap(([field, value]): [string, Json][] => {
      if (!keptFields.has(field)) return [];
      if (field === "data" || field === "stringData") return [[field, maskValues(field, value, mask, tally)]];
      if (field === "metadata") return [[field, maskRepeats(value, values, mask, tally)]];
      return [[field, value]];
    }),
  );
}

function maskValues(field: string, value: Json, mask: Mask, tally: Tally): Json {
  if (value === null) return null;
  if (!isJsonObject(value)) {
    tally.add(pointerPart(field));
    return mask(JSON.stringify(value));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, content]) => {
      tally.add(pointerPart(field) + pointerPart(key));
      return [key, mask(bytesOf(field, content))];
    }),
  );
}

/** The bytes a pod would see, so that `data` and `stringData` of one value compare equal. */
function bytesOf(field: string, content: Json): Buffer {
  if (typeof content !== "string") return Buffer.from(JSON.stringify(content));
  return Buffer.from(content, field === "data" ? "base64" : "utf8");
}

function secretTexts(object: JsonObject): string[] {
  const texts = ["data", "stringData"].flatMap((field) =>
    Object.values(member(object, field) ?? {}).flatMap((content) => {
      if (typeof content !== "string") return [JSON.stringify(content)];
      const bytes = bytesOf(field, content);
      const plain = bytes.toString("utf8");
      return [content, plain, bytes.toString("base64"), JSON.stringify(plain).slice(1, -1)];
    }),
  );
  return texts.filter((text) => text.length >= searchedLengthMin);
}

function maskRepeats(metadata: Json, values: string[], mask: Mask, tally: Tally): Json {
  if (!isJsonObject(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).map(([field, value]) => {
      if ((field !== "annotations" && field !== "labels") || !isJsonObject(value)) return [field, value];
      const masked = Object.entries(value).map(([key, content]): [string, Json] => {
        if (typeof content !== "string" || !values.some((secret) => content.includes(secret))) {
          return [key, content];
        }
        tally.add(`/metadata/${field}${pointerPart(key)}`);
        return [key, mask(content)];
      });
      return [field, Object.fromEntries(masked)];
    }),
  );
}
