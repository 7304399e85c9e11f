import { isJsonObject, pointerPart, type Json, type JsonObject } from "../json";
import type { Mask, Tally } from "./mask";
import { hasPrivateKey, hasSecretName, hasSecretShape, isHarmless } from "./secret-looks";

/** A ConfigMap with the values masked whose key or content looks secret. */
export function redactConfigMap(object: JsonObject, mask: Mask, tally: Tally): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([field, value]) => {
      if ((field !== "data" && field !== "binaryData") || !isJsonObject(value)) return [field, value];
      return [field, maskEntries(field, value, mask, tally)];
    }),
  );
}

function maskEntries(field: string, entries: JsonObject, mask: Mask, tally: Tally): JsonObject {
  return Object.fromEntries(
    Object.entries(entries).map(([key, content]): [string, Json] => {
      if (typeof content !== "string") return [key, content];
      const bytes = field === "binaryData" ? Buffer.from(content, "base64") : undefined;
      const looksSecret =
        bytes === undefined ? hasSecretShape(content) : hasPrivateKey(bytes.toString("latin1"));
      if (!looksSecret && (!hasSecretName(key) || isHarmless(content))) return [key, content];
      tally.add(pointerPart(field) + pointerPart(key));
      return [key, mask(bytes ?? content)];
    }),
  );
}
