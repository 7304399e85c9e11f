import type http from "node:http";
import type { z } from "zod";
import {
  batchResponseSchema,
  heartbeatResponseSchema,
  helloResponseSchema,
  knownResponseSchema,
  registerResponseSchema,
  wireProblemSchema,
  type BatchResponse,
  type HeartbeatRequest,
  type HelloRequest,
  type HelloResponse,
  type KnownResponse,
  type RegisterRequest,
  type RegisterResponse,
} from "@/lib/contracts/wire/protocol";
import { ConsoleError, parseRetryAfter } from "../http/http-error";
import { keepAliveAgent, openRequest, readText } from "../http/request";
import type { Timing } from "../timing";
import { AGENT_VERSION } from "../version";

/** 500,000 uid and hash pairs, and room to spare. */
const answerBytesMax = 128 * 1024 * 1024;

interface Call<T> {
  path: string;
  body: Buffer;
  headers?: Record<string, string>;
  schema: z.ZodType<T>;
  timeoutMs: number;
  signal: AbortSignal;
  agent?: http.Agent;
}

/** The agent's side of the wire protocol: one method a route. Retries nothing; failures are thrown. */
export class ConsoleClient {
  readonly #base: URL;
  readonly #timing: Timing;
  readonly #data: http.Agent;
  /** Heartbeats have a connection of their own, so that a long upload never makes a cluster look lost. */
  readonly #pulse: http.Agent;
  /** Set once the agent has registered. */
  credential: string | undefined;

  constructor(consoleUrl: string, timing: Timing) {
    this.#base = new URL(consoleUrl.endsWith("/") ? consoleUrl : `${consoleUrl}/`);
    this.#timing = timing;
    this.#data = keepAliveAgent(this.#base.protocol, {}, 4);
    this.#pulse = keepAliveAgent(this.#base.protocol, {}, 1);
  }

  register(body: RegisterRequest, signal: AbortSignal): Promise<RegisterResponse> {
    return this.#json("register", body, registerResponseSchema, signal);
  }

  hello(body: HelloRequest, signal: AbortSignal): Promise<HelloResponse> {
    return this.#json("hello", body, helloResponseSchema, signal);
  }

  known(group: string, kind: string, signal: AbortSignal): Promise<KnownResponse> {
    return this.#json("known", { group, kind }, knownResponseSchema, signal);
  }

  heartbeat(body: HeartbeatRequest, signal: AbortSignal): Promise<z.infer<typeof heartbeatResponseSchema>> {
    return this.#json("heartbeat", body, heartbeatResponseSchema, signal, this.#pulse);
  }

  /** Sends one gzipped batch; the answer means that it is committed. */
  batch(body: Buffer, signal: AbortSignal): Promise<BatchResponse> {
    return this.#call({
      path: "batches",
      body,
      headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
      schema: batchResponseSchema,
      timeoutMs: this.#timing.batchTimeoutMs,
      signal,
    });
  }

  /** Closes all connections. */
  close(): void {
    this.#data.destroy();
    this.#pulse.destroy();
  }

  #json<T>(
    path: string,
    body: object,
    schema: z.ZodType<T>,
    signal: AbortSignal,
    agent?: http.Agent,
  ): Promise<T> {
    const timeoutMs = this.#timing.requestTimeoutMs;
    return this.#call({ path, body: Buffer.from(JSON.stringify(body)), schema, timeoutMs, signal, agent });
  }

  async #call<T>(call: Call<T>): Promise<T> {
    const url = new URL(`api/agent/v1/${call.path}`, this.#base);
    const response = await openRequest(url, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "user-agent": `edict-agent/${AGENT_VERSION}`,
        ...call.headers,
        ...(this.credential === undefined ? {} : { authorization: `Bearer ${this.credential}` }),
      },
      body: call.body,
      agent: call.agent ?? this.#data,
      idleTimeoutMs: call.timeoutMs,
      signal: call.signal,
    });
    const text = await readText(response, answerBytesMax);
    const status = response.statusCode ?? 0;
    if (status !== 200 && status !== 201) {
      const retryAfterMs = parseRetryAfter(response.headers["retry-after"], Date.now());
      throw problem(call.path, status, text, retryAfterMs);
    }
    return call.schema.parse(JSON.parse(text));
  }
}

function problem(path: string, status: number, body: string, retryAfterMs: number | undefined): ConsoleError {
  const parsed = wireProblemSchema.safeParse(parseOrNull(body));
  const code = parsed.success ? parsed.data.code : undefined;
  const detail = parsed.success ? (parsed.data.detail ?? parsed.data.title) : "no problem document";
  return new ConsoleError(`${path} answered ${status}: ${detail.slice(0, 500)}`, status, code, retryAfterMs);
}

function parseOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
