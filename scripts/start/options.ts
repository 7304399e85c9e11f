import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface StartOptions {
  help: boolean;
  port: number;
  /** Address the console listens at; undefined is every address of the machine. */
  host: string | undefined;
  /** Absolute. Database, secrets and logs are in here. */
  dataDir: string;
  /** Reload on every change instead of a production build. */
  dev: boolean;
  /** Whether organizations may have sample clusters. */
  samples: boolean;
}

export const startHelp = `Starts Edict: packages, Rego compiler, database, console and worker. Ctrl-C stops it and keeps the data.

Usage: npm start [-- options]

  --port PORT    where the console answers (3000)
  --host ADDRESS listen at this address only, e.g. 127.0.0.1 (every address)
  --data FOLDER  where database, secrets and logs are kept (.data)
  --dev          reload on every change, as "npm run dev" does
  --no-samples   offer no sample clusters
  --help         this text

DATABASE_URL   use this PostgreSQL instead of the one that comes with Edict
EDICT_URL      the address people and agents use, when a proxy is in front
Both, and everything else in .env.example, are read from the environment or from a file .env.`;

/** @throws Error with a sentence about the option that is wrong */
export function parseStartOptions(args: readonly string[], projectFolder: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "3000" },
      host: { type: "string" },
      data: { type: "string", default: join(projectFolder, ".data") },
      dev: { type: "boolean", default: false },
      "no-samples": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port must be a number from 1 to 65535, not ${values.port}.`);
  }
  return {
    help: values.help,
    port,
    host: values.host,
    dataDir: resolve(projectFolder, values.data),
    dev: values.dev,
    samples: !values["no-samples"],
  };
}
