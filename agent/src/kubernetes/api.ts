import type http from "node:http";
import type { WireResource } from "@/lib/contracts/wire/protocol";
import { HttpError, parseRetryAfter } from "../http/http-error";
import { openRequest, readText } from "../http/request";
import { isJsonObject, parseJsonObject, text, type JsonObject } from "../json";
import { AGENT_VERSION } from "../version";
import type { KubernetesConnection } from "./connection";

const answerBytesMax = 32 * 1024 * 1024;

export interface OpenOptions {
  signal: AbortSignal;
  idleTimeoutMs: number;
  headers?: Record<string, string>;
}

/** The few calls of the Kubernetes API the agent makes. Retries nothing; failures are {@link HttpError}s. */
export class KubernetesApi {
  readonly #connection: KubernetesConnection;
  readonly #timeoutMs: number;

  constructor(connection: KubernetesConnection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
  }

  /** Opens a successful response to `path` as a stream; 304 counts as one. */
  async open(path: string, options: OpenOptions): Promise<http.IncomingMessage> {
    return this.#request("GET", path, options);
  }

  /** A JSON object. */
  async get(path: string, signal: AbortSignal): Promise<JsonObject> {
    const response = await this.open(path, { signal, idleTimeoutMs: this.#timeoutMs });
    return parseJsonObject(await readText(response, answerBytesMax));
  }

  /** Creates or replaces one object. */
  async send(method: "POST" | "PUT", path: string, body: JsonObject, signal: AbortSignal): Promise<void> {
    const options = {
      signal,
      idleTimeoutMs: this.#timeoutMs,
      headers: { "content-type": "application/json" },
    };
    const response = await this.#request(method, path, options, Buffer.from(JSON.stringify(body)));
    await readText(response, answerBytesMax);
  }

  async #request(
    method: "GET" | "POST" | "PUT",
    path: string,
    options: OpenOptions,
    body?: Buffer,
  ): Promise<http.IncomingMessage> {
    const { agent, headers } = await this.#connection.prepare();
    const response = await openRequest(new URL(this.#connection.server.replace(/\/$/, "") + path), {
      method,
      agent,
      body,
      signal: options.signal,
      idleTimeoutMs: options.idleTimeoutMs,
      headers: {
        accept: "application/json",
        "user-agent": `edict-agent/${AGENT_VERSION}`,
        ...headers,
        ...options.headers,
      },
    });
    const status = response.statusCode ?? 0;
    if ((status >= 200 && status < 300) || status === 304) return response;
    const retryAfterMs = parseRetryAfter(response.headers["retry-after"], Date.now());
    const answer = parseStatus(await readText(response, 1024 * 1024));
    const message = text(answer, "message") ?? `the API server answered ${status}`;
    throw new HttpError(message.slice(0, 800), status, text(answer, "reason"), retryAfterMs);
  }
}

function parseStatus(body: string): JsonObject {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Path of a resource over all namespaces: `/apis/apps/v1/deployments`. */
export function resourcePath({ group, version, resource }: WireResource): string {
  return group === "" ? `/api/${version}/${resource}` : `/apis/${group}/${version}/${resource}`;
}
