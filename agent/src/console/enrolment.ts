import { createHash, randomBytes } from "node:crypto";
import { PROTOCOL_VERSION, type RegisterRequest } from "@/lib/contracts/wire/protocol";
import type { Credential, CredentialStore } from "../credentials/store";
import { ConsoleError } from "../http/http-error";
import { describeError, type Logger } from "../log";
import { AGENT_VERSION } from "../version";
import type { ConsoleClient } from "./client";

export interface EnrolmentOptions {
  client: ConsoleClient;
  store: CredentialStore;
  /** Read anew at each try: a mounted Secret may have changed. */
  readInstallToken: () => Promise<string | undefined>;
  clusterUid: (signal: AbortSignal) => Promise<string>;
  source: RegisterRequest["source"];
  log: Logger;
}

/** Turns an install token into the agent's own credential, once, and keeps that credential. */
export class Enrolment {
  readonly #options: EnrolmentOptions;
  #current: Credential | undefined;
  #renewal: Promise<boolean> | undefined;

  constructor(options: EnrolmentOptions) {
    this.#options = options;
  }

  /**
   * The stored credential, or a fresh one when there is none yet or the install token is a new one.
   * @throws Error when neither is to be had; trying again may help
   */
  async begin(signal: AbortSignal): Promise<Credential> {
    const { store, log } = this.#options;
    const stored = await store.load(signal);
    const token = await this.#options.readInstallToken();
    if (stored !== undefined && (token === undefined || stored.tokenFingerprint === fingerprint(token))) {
      return this.#use(stored);
    }
    if (token === undefined) throw new Error("there is neither an install token nor a stored credential");
    try {
      return await this.#register(token, stored, signal);
    } catch (error) {
      if (stored === undefined || !isRefusal(error)) throw error;
      log.warn("the install token was refused; going on with the stored credential", {
        error: describeError(error),
      });
      return this.#use(stored);
    }
  }

  /** After a 401: looks whether the store or the install token yields another credential. Runs once at a time. */
  renew(signal: AbortSignal): Promise<boolean> {
    this.#renewal ??= this.#renewOnce(signal).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewOnce(signal: AbortSignal): Promise<boolean> {
    const { store, log } = this.#options;
    try {
      const stored = await store.load(signal);
      if (stored !== undefined && stored.credential !== this.#current?.credential) {
        this.#use(stored);
        return true;
      }
      const token = await this.#options.readInstallToken();
      if (token === undefined) return false;
      await this.#register(token, stored ?? this.#current, signal);
      return true;
    } catch (error) {
      log.debug("no new credential", { error: describeError(error) });
      return false;
    }
  }

  async #register(token: string, previous: Credential | undefined, signal: AbortSignal): Promise<Credential> {
    const { client, store, source, log } = this.#options;
    const clusterUid = await this.#options.clusterUid(signal);
    const request = { protocol: PROTOCOL_VERSION, installToken: token, clusterUid, source } as const;
    const answer = await client.register({ ...request, agentVersion: AGENT_VERSION }, signal);
    const credential = this.#use({
      ...answer,
      tokenFingerprint: fingerprint(token),
      redactionKey: previous?.redactionKey ?? randomBytes(32).toString("base64"),
    });
    log.info("registered", { clusterId: answer.clusterId, clusterName: answer.clusterName });
    try {
      await store.save(credential, signal);
    } catch (error) {
      log.error("the credential could not be stored; the next start has to register again", {
        error: describeError(error),
      });
    }
    return credential;
  }

  #use(credential: Credential): Credential {
    this.#current = credential;
    this.#options.client.credential = credential.credential;
    return credential;
  }
}

function fingerprint(token: string): string {
  return createHash("sha256").update(token).digest("hex").slice(0, 16);
}

function isRefusal(error: unknown): boolean {
  return error instanceof ConsoleError && error.status >= 400 && error.status < 500 && error.status !== 429;
}
