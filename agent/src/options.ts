import type { CredentialStore } from "./credentials/store";
import type { Logger } from "./log";
import type { OutboxLimits } from "./outbox/outbox";
import type { Timing } from "./timing";

/** What an agent reads. */
export type AgentSource =
  | { type: "folder"; folder: string }
  | { type: "kubeconfig"; file: string }
  | { type: "in-cluster"; host: string; port: string; serviceAccountFolder?: string };

export interface AgentOptions {
  /** Base address of the console. */
  consoleUrl: string;
  source: AgentSource;
  /** The install token, or a way to read it anew; needed until a credential is stored. */
  installToken?: string | (() => Promise<string | undefined>);
  /** Where the credential is kept; by default in memory for folders and kubeconfigs, in a Secret in a cluster. */
  credentials?: CredentialStore;
  /** Stable id of what is read, instead of the one the agent would find by itself. */
  clusterUid?: string;
  /** Send everything once and resolve. */
  once?: boolean;
  /** Serve health and metrics on this port; 0 picks one. */
  healthPort?: number;
  /** After the console has removed this cluster: stay until the signal is aborted (true) or resolve (false, default). */
  idleWhenStopped?: boolean;
  log?: Logger;
  timing?: Partial<Timing>;
  outboxLimits?: Partial<OutboxLimits>;
  /** Called when the health port listens. */
  onHealthPort?: (port: number) => void;
}

/**
 * How an agent ended. `synced`: once, all sent; `incomplete`: once, but some kinds could not be read to their end;
 * `stopped`: the console has removed this cluster; `aborted`: by its signal.
 */
export type AgentOutcome = "synced" | "incomplete" | "stopped" | "aborted";
