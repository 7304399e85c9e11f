import { createHash } from "node:crypto";
import http from "node:http";
import type https from "node:https";
import { keepAliveAgent } from "../http/request";
import type { KubernetesConnection } from "./connection";

/**
 * The connection a kubeconfig describes, with all its ways to log in (certificates, tokens, exec plugins, OIDC, proxies).
 * The client library is loaded here only: agents in a cluster never need it.
 */
export async function kubeconfigConnection(file: string): Promise<KubernetesConnection> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  config.loadFromFile(file);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error(`${file} has no current context with a cluster`);
  let kept: { key: string; agent: http.Agent } | undefined;

  const agentFor = (options: https.RequestOptions): http.Agent => {
    if (cluster.proxyUrl !== undefined && options.agent instanceof http.Agent) return options.agent;
    const { ca, cert, key, passphrase, servername, rejectUnauthorized } = options;
    const identity = JSON.stringify([cert, key, passphrase].map(String));
    if (kept?.key === identity) return kept.agent;
    const tls = { ca, cert, key, passphrase, servername, rejectUnauthorized };
    kept = { key: identity, agent: keepAliveAgent(new URL(cluster.server).protocol, tls) };
    return kept.agent;
  };

  return {
    server: cluster.server,
    fingerprint: createHash("sha256")
      .update(`${cluster.server} ${cluster.caData ?? cluster.caFile ?? ""}`)
      .digest("hex")
      .slice(0, 32),
    async prepare() {
      const options: https.RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      const headers = textHeaders(options.headers);
      if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString("base64")}`;
      return { agent: agentFor(options), headers };
    },
    close: () => kept?.agent.destroy(),
  };
}

function textHeaders(headers: https.RequestOptions["headers"]): Record<string, string> {
  if (headers === undefined || Array.isArray(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
