import type { z } from "zod";

/** A variable is missing or can't be used. The message has one sentence for each, starting with its name. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/**
 * Parses an environment.
 * @throws EnvironmentError naming every variable that is missing or wrong, never its value
 */
export function readEnv<Schema extends z.ZodType>(
  schema: Schema,
  source: Record<string, string | undefined>,
): z.infer<Schema> {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  throw new EnvironmentError(sentences.join("\n"));
}
