import { describe, expect, test } from "vitest";
import { EnvironmentError, readEnv } from "./read-env";
import { consoleEnvSchema, workerEnvSchema } from "./schema";

const complete = {
  DATABASE_URL: "postgresql://edict@127.0.0.1:5432/edict",
  OPA_PATH: process.execPath,
  NEXTAUTH_SECRET: "a".repeat(32),
};

function messageOf(source: Record<string, string | undefined>): string {
  try {
    readEnv(consoleEnvSchema, source);
    return "";
  } catch (error) {
    return error instanceof EnvironmentError ? error.message : "another error";
  }
}

describe("the environment", () => {
  test("needs only the database, the compiler and the secret", () => {
    const env = readEnv(consoleEnvSchema, complete);
    expect(env.EDICT_SAMPLE_FLEET).toBe(false);
    expect(env.EDICT_URL).toBeUndefined();
    expect(env.EDICT_JUDGE_THREADS).toBeGreaterThan(0);
    expect(env.EDICT_AGENT_IMAGE).toMatch(/^edict\.local\/agent:\d/);
  });

  test("names every variable that is missing or wrong in one go", () => {
    const message = messageOf({ OPA_PATH: "/no/such/opa", EDICT_SAMPLE_FLEET: "yes" });
    expect(message).toContain("DATABASE_URL is missing");
    expect(message).toContain("OPA_PATH must be");
    expect(message).toContain("NEXTAUTH_SECRET is missing");
    expect(message).toContain("EDICT_SAMPLE_FLEET must be on or off");
  });

  test("never repeats the value of a secret", () => {
    expect(messageOf({ ...complete, NEXTAUTH_SECRET: "hunter2" })).toContain("NEXTAUTH_SECRET must have");
    expect(messageOf({ ...complete, NEXTAUTH_SECRET: "hunter2" })).not.toContain("hunter2");
    expect(messageOf({ ...complete, DATABASE_URL: "mysql://root:hunter2@x/y" })).not.toContain("hunter2");
  });

  test("takes an empty value as unset", () => {
    expect(readEnv(workerEnvSchema, { ...complete, EDICT_URL: "", EDICT_LOG_LEVEL: "" })).toMatchObject({
      EDICT_LOG_LEVEL: "info",
      EDICT_INTERNAL_URL: "http://127.0.0.1:3000",
    });
  });

  test("keeps addresses without a trailing slash", () => {
    expect(readEnv(workerEnvSchema, { ...complete, EDICT_URL: "https://edict.example.com/" }).EDICT_URL).toBe(
      "https://edict.example.com",
    );
  });

  test("refuses a number of threads that is none", () => {
    expect(messageOf({ ...complete, EDICT_JUDGE_THREADS: "many" })).toContain("EDICT_JUDGE_THREADS must be");
    expect(messageOf({ ...complete, EDICT_JUDGE_THREADS: "0" })).toContain("EDICT_JUDGE_THREADS must be");
  });
});
