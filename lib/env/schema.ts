import { accessSync, constants } from "node:fs";
import { availableParallelism } from "node:os";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import packageFile from "../../package.json" with { type: "json" };

/** An empty value counts as unset: compose files and shells write `NAME=` for "no value". */
function unset(value: unknown): unknown {
  return value === "" ? undefined : value;
}

function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(unset, schema.optional());
}

function withDefault<Schema extends z.ZodType>(schema: Schema, fallback: string) {
  return z.preprocess((value) => unset(value) ?? fallback, schema);
}

function required<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(unset, schema);
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://edict.example.com" })
  .transform((url) => url.replace(/\/+$/, ""));

const folder = z.string().transform((path) => resolve(path));

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const databaseUrl = z
  .string({ error: "is missing. Give a PostgreSQL address: postgresql://user:password@host:5432/edict" })
  .regex(/^postgres(ql)?:\/\//, "must start with postgresql://");

const opaPath = z
  .string({ error: "is missing. Give the absolute path of the Rego compiler, opa" })
  .refine((path) => isAbsolute(path) && isExecutable(path), "must be the absolute path of an executable opa");

/** What console and worker both read. */
const common = {
  /** Where organizations, entities and jobs live. */
  DATABASE_URL: required(databaseUrl),
  /** Address people and agents reach the console at, without a trailing slash. Unset: taken from each request's Host. */
  EDICT_URL: optional(httpUrl),
  /** The Rego compiler, of the version the library was compiled with. */
  OPA_PATH: required(opaPath),
  /** Folder for state that is not in the database. */
  EDICT_DATA: withDefault(folder, ".data"),
  /** Folder of built-in templates. */
  EDICT_LIBRARY_DIR: withDefault(folder, "library"),
  /** "on" lets an organization have sample clusters that this machine simulates. */
  EDICT_SAMPLE_FLEET: withDefault(
    z.enum(["on", "off"], "must be on or off").transform((value) => value === "on"),
    "off",
  ),
  /** Image that install manifests name. */
  EDICT_AGENT_IMAGE: withDefault(z.string(), `edict.local/agent:${packageFile.version}`),
  EDICT_LOG_LEVEL: withDefault(
    z.enum(
      ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
      "must be trace, debug, info, warn, error, fatal or silent",
    ),
    "info",
  ),
  /** Threads that judge entities; one core each. */
  EDICT_JUDGE_THREADS: withDefault(
    z.coerce
      .number("must be a whole number")
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(256),
    String(availableParallelism()),
  ),
  /** Bundle that a judge thread runs. Unset: found beside the code, as in development and tests. */
  EDICT_JUDGE_THREAD: optional(z.string().transform((path) => pathToFileURL(resolve(path)))),
  EDICT_VERSION: withDefault(z.string(), packageFile.version),
};

/** What the console reads from its environment. */
export const consoleEnvSchema = z.object({
  ...common,
  /** Signs sessions. At least 32 characters; every replica needs the same one. */
  NEXTAUTH_SECRET: required(
    z
      .string({ error: "is missing. Give at least 32 random characters: openssl rand -base64 32" })
      .min(32, "must have at least 32 characters: openssl rand -base64 32"),
  ),
});
export type ConsoleEnv = z.infer<typeof consoleEnvSchema>;

/** What the worker reads from its environment. */
export const workerEnvSchema = z.object({
  ...common,
  /** Where agents of sample clusters reach the console from this machine. */
  EDICT_INTERNAL_URL: withDefault(httpUrl, "http://127.0.0.1:3000"),
});
export type WorkerEnv = z.infer<typeof workerEnvSchema>;

/** What the migration run reads from its environment. */
export const migrationEnvSchema = z.object({ DATABASE_URL: common.DATABASE_URL });
export type MigrationEnv = z.infer<typeof migrationEnvSchema>;
