import { EnvironmentError, readEnv } from "./read-env";
import {
  consoleEnvSchema,
  migrationEnvSchema,
  workerEnvSchema,
  type ConsoleEnv,
  type MigrationEnv,
  type WorkerEnv,
} from "./schema";

export type { ConsoleEnv, MigrationEnv, WorkerEnv } from "./schema";

/** Exit code of a process whose configuration is wrong (EX_CONFIG): restarting it will not help. */
const configurationExitCode = 78;

/** Reads once. A wrong environment ends the process: half a configuration must not serve requests. */
function once<Value>(read: () => Value): () => Value {
  let known: { value: Value } | undefined;
  return () => {
    known ??= { value: orExit(read) };
    return known.value;
  };
}

function orExit<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(`Edict can't start:\n${error.message}`);
    return process.exit(configurationExitCode);
  }
}

/** The console's configuration, from `process.env`. Ends the process with a sentence when it is wrong. */
export const consoleEnv: () => ConsoleEnv = once(() => readEnv(consoleEnvSchema, process.env));

/** The worker's configuration, from `process.env`. Ends the process with a sentence when it is wrong. */
export const workerEnv: () => WorkerEnv = once(() => readEnv(workerEnvSchema, process.env));

/** The configuration of a migration run, from `process.env`. Ends the process with a sentence when it is wrong. */
export const migrationEnv: () => MigrationEnv = once(() => readEnv(migrationEnvSchema, process.env));
