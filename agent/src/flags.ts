import { parseArgs } from "node:util";

export interface Flags {
  folder?: string;
  kubeconfig?: string;
  clusterUid?: string;
  healthPort?: number;
  once: boolean;
  help: boolean;
}

export const USAGE = `edict-agent: streams redacted snapshots of a cluster, or of a folder of manifests, to the Edict console

  --folder DIR        read a folder of manifests instead of an API server
  --kubeconfig FILE   read the API server of a kubeconfig's current context (default: the cluster this pod runs in)
  --cluster-uid ID    stable id of what is read, instead of the one found there
  --once              send everything once and exit: 0 all sent, 1 some kinds could not be read, 2 wrong usage
  --health-port PORT  serve /healthz, /readyz and /metrics
  --help              this text

Environment: EDICT_CONSOLE_URL, EDICT_INSTALL_TOKEN or EDICT_INSTALL_TOKEN_FILE, EDICT_CREDENTIAL_FILE,
EDICT_LOG_LEVEL (debug, info, warn, error).
`;

/** Reads command-line flags. @throws Error for unknown or contradictory ones */
export function parseFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      folder: { type: "string" },
      kubeconfig: { type: "string" },
      "cluster-uid": { type: "string" },
      "health-port": { type: "string" },
      once: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.folder !== undefined && values.kubeconfig !== undefined) {
    throw new Error("--folder and --kubeconfig exclude each other");
  }
  const port = values["health-port"];
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Error("--health-port must be a port number");
  return {
    folder: values.folder,
    kubeconfig: values.kubeconfig,
    clusterUid: values["cluster-uid"],
    healthPort: port === undefined ? undefined : Number(port),
    once: values.once,
    help: values.help,
  };
}
