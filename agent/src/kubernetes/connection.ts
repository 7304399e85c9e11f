import type http from "node:http";

/** How to reach one API server, and as whom. */
export interface KubernetesConnection {
  /** Address of the server; may have a path. */
  readonly server: string;
  /** Stable id of the server for clusters whose kube-system namespace may not be read. */
  readonly fingerprint: string;
  /** Connections and identity for the next request; tokens and client certificates are refreshed here. */
  prepare(): Promise<{ agent: http.Agent; headers: Record<string, string> }>;
  close(): void;
}
