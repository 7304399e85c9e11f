import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import {
  batchHeaderSchema,
  digestInput,
  frameSchema,
  heartbeatRequestSchema,
  helloRequestSchema,
  kindKey,
  knownRequestSchema,
  registerRequestSchema,
  type Frame,
  type HeartbeatRequest,
  type HelloRequest,
  type RegisterRequest,
} from "@/lib/contracts/wire/protocol";
import type { JsonObject } from "../json";

export const TEST_INSTALL_TOKEN = "test-install-token-0123456789";

export interface HeldObject {
  hash: string;
  object: JsonObject;
  receivedAt: number;
}

type Reply = { status: number; body: object; headers?: Record<string, string> };

function problem(status: number, code: string, headers?: Record<string, string>): Reply {
  return { status, body: { status, code, title: code }, headers };
}

/**
 * A console that keeps everything in memory and believes nothing: it checks sequences, epochs and hashes, and collects
 * what an agent got wrong in `faults`.
 */
export class TestConsole {
  readonly kinds = new Map<string, Map<string, HeldObject>>();
  readonly states = new Map<string, { state: string; message?: string }>();
  readonly faults: string[] = [];
  readonly frames: Frame[] = [];
  readonly heartbeats: HeartbeatRequest[] = [];
  readonly hellos: HelloRequest[] = [];
  readonly registrations: RegisterRequest[] = [];
  readonly knownAsked: string[] = [];
  /** Answers the next calls of a route instead of the console, first come first served. */
  readonly replies: { path: string; reply: Reply; commit?: boolean }[] = [];
  command: "none" | "resync" | "stop" = "none";
  credential: string | undefined;
  acceptsToken = true;
  keepFrames = true;
  epoch = 0;
  sequence = 0;
  batches = 0;
  batchDelayMs = 0;
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens on a free port, or on the one it had before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void this.#serve(request, response).catch((error: unknown) => {
        this.faults.push(String(error));
        response.destroy();
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    const address = server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
  }

  /** Goes away without a word, keeping what is committed. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** The objects of a kind by `namespace/name`. */
  named(kind: string): Map<string, HeldObject> {
    return new Map(
      [...(this.kinds.get(kind) ?? new Map<string, HeldObject>()).values()].map((held) => {
        const { namespace, name } = nameOf(held.object);
        return [namespace === undefined ? name : `${namespace}/${name}`, held];
      }),
    );
  }

  /** How many objects it holds in all. */
  get count(): number {
    return [...this.kinds.values()].reduce((sum, { size }) => sum + size, 0);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").replace("/api/agent/v1/", "");
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const reply = await this.#answer(path, body, request.headers.authorization);
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(JSON.stringify(reply.body));
  }

  async #answer(path: string, body: Buffer, authorization: string | undefined): Promise<Reply> {
    const planned = this.replies.findIndex((entry) => entry.path === path);
    if (planned !== -1) {
      const [entry] = this.replies.splice(planned, 1);
      if (entry?.commit === true) this.#commit(body);
      if (entry !== undefined) return entry.reply;
    }
    if (path === "register") return this.#register(body);
    if (this.credential === undefined || authorization !== `Bearer ${this.credential}`) {
      return problem(401, "unauthorized");
    }
    switch (path) {
      case "hello":
        return this.#hello(body);
      case "known":
        return this.#known(body);
      case "heartbeat": {
        this.heartbeats.push(heartbeatRequestSchema.parse(JSON.parse(body.toString())));
        return { status: 200, body: { command: this.command } };
      }
      case "batches":
        if (this.batchDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.batchDelayMs));
        return this.#commit(body);
      default:
        return problem(404, "not_found");
    }
  }

  #register(body: Buffer): Reply {
    const request = registerRequestSchema.parse(JSON.parse(body.toString()));
    this.registrations.push(request);
    if (!this.acceptsToken || request.installToken !== TEST_INSTALL_TOKEN) {
      return problem(403, "install_token_refused");
    }
    this.credential = `credential-${randomUUID()}`;
    return {
      status: 201,
      body: { clusterId: randomUUID(), clusterName: "test", credential: this.credential },
    };
  }

  #hello(body: Buffer): Reply {
    this.hellos.push(helloRequestSchema.parse(JSON.parse(body.toString())));
    this.epoch++;
    this.sequence = 0;
    const known = Object.fromEntries(
      [...this.kinds]
        .filter(([, objects]) => objects.size > 0)
        .map(([kind, objects]) => [kind, { count: objects.size, digest: digestOf(objects) }]),
    );
    return { status: 200, body: { epoch: this.epoch, heartbeatSeconds: 1, known } };
  }

  #known(body: Buffer): Reply {
    const kind = kindKey(knownRequestSchema.parse(JSON.parse(body.toString())));
    this.knownAsked.push(kind);
    const objects = this.kinds.get(kind) ?? new Map<string, HeldObject>();
    return { status: 200, body: { hashes: hexHashes(objects) } };
  }

  #commit(body: Buffer): Reply {
    const [head = "", ...lines] = gunzipSync(body).toString().split("\n").filter(Boolean);
    const header = batchHeaderSchema.parse(JSON.parse(head));
    const { epoch, sequence } = header;
    if (epoch !== this.epoch) return problem(409, "stale_epoch");
    const counts = { upserted: 0, unchanged: 0, deleted: 0 };
    if (sequence === this.sequence) return { status: 200, body: { sequence, duplicate: true, ...counts } };
    if (sequence !== this.sequence + 1) {
      this.faults.push(`sequence ${sequence} after ${this.sequence}`);
      return problem(409, "sequence_gap");
    }
    for (const line of lines) this.#apply(frameSchema.parse(JSON.parse(line)), counts);
    this.sequence = sequence;
    this.batches++;
    return { status: 200, body: { sequence, duplicate: false, ...counts } };
  }

  #apply(frame: Frame, counts: { upserted: number; unchanged: number; deleted: number }): void {
    if (this.keepFrames) this.frames.push(frame);
    const key = frame.type === "delete" ? kindKey(frame) : kindKey(frame.resource);
    const objects = this.kinds.get(key) ?? new Map<string, HeldObject>();
    this.kinds.set(key, objects);
    if (frame.type === "upsert") {
      const hash = createHash("sha256").update(canonicalJson(frame.object)).digest("hex");
      if (hash !== frame.hash) this.faults.push(`wrong hash of ${key} ${frame.uid}`);
      if (objects.get(frame.uid)?.hash === hash) counts.unchanged++;
      else counts.upserted++;
      const object = this.keepFrames ? frame.object : {};
      objects.set(frame.uid, { hash, object, receivedAt: performance.now() });
    } else if (frame.type === "delete") {
      if (objects.delete(frame.uid)) counts.deleted++;
    } else if (frame.type === "kind") {
      this.states.set(key, { state: frame.state, message: frame.message });
      if (frame.state === "gone") objects.clear();
    } else {
      const listed = new Set(frame.uids);
      this.states.set(key, { state: "listed" });
      for (const uid of objects.keys()) if (!listed.has(uid) && objects.delete(uid)) counts.deleted++;
      for (const uid of listed) if (!objects.has(uid)) this.faults.push(`listed ${key} ${uid} never arrived`);
    }
  }
}

function hexHashes(objects: Map<string, HeldObject>): Record<string, string> {
  return Object.fromEntries([...objects].map(([uid, { hash }]) => [uid, hash]));
}

function digestOf(objects: Map<string, HeldObject>): string {
  return createHash("sha256")
    .update(digestInput(new Map(Object.entries(hexHashes(objects)))))
    .digest("hex");
}

function nameOf(object: JsonObject): { namespace?: string; name: string } {
  const { metadata } = object;
  const fields =
    typeof metadata === "object" && metadata !== null && !Array.isArray(metadata) ? metadata : {};
  const namespace = typeof fields.namespace === "string" ? fields.namespace : undefined;
  return { namespace, name: typeof fields.name === "string" ? fields.name : "" };
}

/** Waits until `check` answers something true. @throws Error after `timeoutMs` */
export async function eventually<T>(
  what: string,
  check: () => T | undefined | false,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = check();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
