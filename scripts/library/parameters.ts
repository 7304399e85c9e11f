import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { JsonObject } from "@/lib/domain/json";
import { validateParameters } from "@/lib/domain/parameters";

/**
 * The values with the template's defaults filled in.
 * @throws Error naming each parameter that its schema refuses
 */
export function fillParameters(
  schema: LibraryTemplateMetadata["parameters"],
  values: JsonObject,
): JsonObject {
  const result = validateParameters(schema, values);
  if (result.ok) return result.values;
  throw new Error(result.errors.map(({ path, message }) => `parameters.${path}: ${message}`).join("; "));
}
