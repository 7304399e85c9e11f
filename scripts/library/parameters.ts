import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { JsonObject } from "@/lib/domain/json";

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: true });
addFormats(ajv);

/**
 * The values with the template's defaults filled in.
 * @throws Error naming each parameter that its schema refuses
 */
export function fillParameters(
  schema: LibraryTemplateMetadata["parameters"],
  values: JsonObject,
): JsonObject {
  const filled = structuredClone(values);
  const validate = ajv.compile(schema);
  if (validate(filled)) return filled;
  const reasons = (validate.errors ?? []).map(
    ({ instancePath, message = "" }) => `parameters${instancePath}: ${message}`,
  );
  throw new Error(reasons.join("; "));
}
