/** Everything the agent's installation creates carries a fixed name, so that one line removes it again. */
export const INSTALL_NAMES = {
  namespace: "edict-system",
  agent: "edict-agent",
  installSecret: "edict-agent-install",
  credentialSecret: "edict-agent-credential",
} as const;

/** Where the install token is mounted in the agent's container. */
export const INSTALL_TOKEN_FILE = "/var/run/edict/install/token";

/** Port of the agent's health and metrics endpoints. */
export const HEALTH_PORT = 8081;
