import { z } from "zod";
import { LOG_LEVELS } from "./log";

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const environmentSchema = z.object({
  EDICT_CONSOLE_URL: z.url({ protocol: /^https?$/, error: "must be the http(s) address of the console" }),
  EDICT_INSTALL_TOKEN: optionalText,
  EDICT_INSTALL_TOKEN_FILE: optionalText,
  EDICT_CREDENTIAL_FILE: optionalText,
  EDICT_LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  /** Where the service account is mounted, if not where Kubernetes puts it. */
  EDICT_SERVICE_ACCOUNT_FOLDER: optionalText,
  KUBERNETES_SERVICE_HOST: optionalText,
  KUBERNETES_SERVICE_PORT: optionalText,
});
export type Environment = z.infer<typeof environmentSchema>;

/** The agent's configuration from the environment. @throws Error that names every variable that is wrong */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(faults.join("; "));
}
