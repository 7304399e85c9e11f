import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { keepAliveAgent } from "../http/request";
import type { KubernetesConnection } from "./connection";

export const SERVICE_ACCOUNT_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Projected tokens are renewed long before they expire, and the file is small: once in a while is enough. */
const tokenReadEveryMs = 30_000;

export interface InClusterAddress {
  host: string;
  port: string;
  /** Where the service account is mounted. */
  serviceAccountFolder?: string;
}

/**
 * The connection of a pod, from its mounted service account. Done here in a few lines because loading a whole client
 * library for it would cost a fifth of the agent's memory.
 */
export function inClusterConnection(address: InClusterAddress): KubernetesConnection {
  const folder = address.serviceAccountFolder ?? SERVICE_ACCOUNT_FOLDER;
  const ca = readFileSync(path.join(folder, "ca.crt"));
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  const agent = keepAliveAgent("https:", { ca });
  let token = "";
  let readAt = -Infinity;
  return {
    server: `https://${host}:${address.port}`,
    fingerprint: createHash("sha256").update(ca).digest("hex").slice(0, 32),
    async prepare() {
      if (performance.now() - readAt > tokenReadEveryMs) {
        token = (await readFile(path.join(folder, "token"), "utf8")).trim();
        readAt = performance.now();
      }
      return { agent, headers: { authorization: `Bearer ${token}` } };
    },
    close: () => agent.destroy(),
  };
}

/** The namespace of the pod. */
export function ownNamespace(folder = SERVICE_ACCOUNT_FOLDER): string {
  return readFileSync(path.join(folder, "namespace"), "utf8").trim();
}
