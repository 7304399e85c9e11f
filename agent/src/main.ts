import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { fileCredentials } from "./credentials/file-store";
import { readEnvironment, type Environment } from "./env";
import { parseFlags, USAGE, type Flags } from "./flags";
import { createLogger, describeError } from "./log";
import type { AgentSource } from "./options";
import { runAgent } from "./run-agent";
import { AGENT_VERSION } from "./version";

function chooseSource(flags: Flags, environment: Environment): AgentSource {
  if (flags.folder !== undefined) return { type: "folder", folder: flags.folder };
  if (flags.kubeconfig !== undefined) return { type: "kubeconfig", file: flags.kubeconfig };
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (host !== undefined && port !== undefined) {
    const serviceAccountFolder = environment.EDICT_SERVICE_ACCOUNT_FOLDER;
    return { type: "in-cluster", host, port, serviceAccountFolder };
  }
  throw new Error("outside a cluster, --folder or --kubeconfig says what to read");
}

function installToken({ EDICT_INSTALL_TOKEN: token, EDICT_INSTALL_TOKEN_FILE: file }: Environment) {
  if (file === undefined) return token;
  return async () => {
    const text = (await readFile(file, "utf8")).trim();
    return text === "" ? undefined : text;
  };
}

/**
 * Asks V8 to prefer a small heap over speed: the agent is idle nearly always, and counts against its node's memory. Set
 * here and not in the environment, which does not take it. The process is ours alone.
 */
function preferSmallMemory(): void {
  setFlagsFromString("--optimize-for-size");
}

async function main(): Promise<number> {
  preferSmallMemory();
  const flags = parseFlags(process.argv.slice(2));
  if (flags.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const environment = readEnvironment();
  const source = chooseSource(flags, environment);
  const log = createLogger(environment.EDICT_LOG_LEVEL, (line) => process.stdout.write(line));
  const ending = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.once(name, () => {
      log.info("ending", { signal: name });
      ending.abort(new Error(name));
    });
  }
  log.info("edict-agent starts", { version: AGENT_VERSION, source: source.type });
  const credentialFile = environment.EDICT_CREDENTIAL_FILE;
  const outcome = await runAgent(
    {
      consoleUrl: environment.EDICT_CONSOLE_URL,
      source,
      log,
      installToken: installToken(environment),
      credentials: credentialFile === undefined ? undefined : fileCredentials(credentialFile),
      clusterUid: flags.clusterUid,
      once: flags.once,
      healthPort: flags.healthPort,
      idleWhenStopped: !flags.once,
    },
    ending.signal,
  );
  log.info("ended", { outcome });
  return outcome === "incomplete" || (flags.once && outcome !== "synced") ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
    // Whatever a library may still hold open must not keep a finished agent alive.
    setTimeout(() => process.exit(), 1_000).unref();
  },
  (error: unknown) => {
    process.stderr.write(`edict-agent: ${describeError(error)}\n`);
    process.exit(2);
  },
);
