import { join } from "node:path";
import { projectFolder } from "../tools/paths";
import type { StartOptions } from "./options";
import { sessionSecret } from "./secrets";

export interface Addresses {
  /** For people on this machine. */
  shown: string;
  /** For processes on this machine. */
  internal: string;
}

export function addressesOf({ host, port }: Pick<StartOptions, "host" | "port">): Addresses {
  const named = host === undefined || host === "0.0.0.0" || host === "::" ? undefined : host;
  return {
    shown: `http://${named ?? "localhost"}:${port}`,
    internal: `http://${named ?? "127.0.0.1"}:${port}`,
  };
}

/** What console and worker are told; lib/env reads it. What the person has set comes first. */
export function childEnvironment(
  options: StartOptions,
  found: { databaseUrl: string; opaPath: string },
): Record<string, string> {
  // `NAME=` in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  return {
    NODE_ENV: options.dev ? "development" : "production",
    DATABASE_URL: found.databaseUrl,
    OPA_PATH: found.opaPath,
    EDICT_DATA: options.dataDir,
    EDICT_SAMPLE_FLEET: options.samples ? (given.EDICT_SAMPLE_FLEET ?? "on") : "off",
    EDICT_INTERNAL_URL: given.EDICT_INTERNAL_URL ?? addressesOf(options).internal,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? sessionSecret(options.dataDir),
    ...(given.EDICT_URL !== undefined && { NEXTAUTH_URL: given.NEXTAUTH_URL ?? given.EDICT_URL }),
    // Without a fixed address, next-auth answers at the one the request came to.
    ...(given.EDICT_URL === undefined && { AUTH_TRUST_HOST: "true" }),
    ...(!options.dev && { EDICT_JUDGE_THREAD: join(projectFolder, "dist", "judge-thread.mjs") }),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
