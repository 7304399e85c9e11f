import http from "node:http";
import https from "node:https";
import { createSecureContext } from "node:tls";

export interface RequestOptions {
  method: "GET" | "POST" | "PUT";
  headers: Record<string, string>;
  body?: Buffer;
  agent: http.Agent;
  /** The connection is given up after this long without a byte, before and during the answer. */
  idleTimeoutMs: number;
  signal: AbortSignal;
}

/** Sends one request and answers with the response as a stream; whoever gets it reads it to its end or destroys it. */
export function openRequest(url: URL, options: RequestOptions): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers, body, agent, signal, idleTimeoutMs } = options;
    const length = body === undefined ? {} : { "content-length": String(body.byteLength) };
    const start = url.protocol === "https:" ? https.request : http.request;
    const request = start(url, { method, agent, signal, headers: { ...headers, ...length } });
    request.setTimeout(idleTimeoutMs, () => {
      request.destroy(new Error(`no answer for ${Math.round(idleTimeoutMs / 1_000)} s`));
    });
    request.on("error", reject);
    request.on("response", resolve);
    request.end(body);
  });
}

/** Reads a response to its end as text. @throws Error beyond `bytesMax`, before more is kept. */
export async function readText(response: http.IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(response)) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      response.destroy();
      throw new Error(`the answer is longer than ${bytesMax} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The bytes of a response as they arrive. Without an encoding a response yields Buffers only. */
export async function* chunksOf(response: http.IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of response) {
    if (Buffer.isBuffer(chunk)) yield chunk;
  }
}

/** Connections that stay open between requests. `socketsMax` bounds how many there are at a time. */
export function keepAliveAgent(protocol: string, tls: https.AgentOptions, socketsMax = Infinity): http.Agent {
  const options = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: socketsMax, maxFreeSockets: 2 };
  if (protocol !== "https:") return new http.Agent(options);
  // One context for all connections; otherwise each one parses the certificates again.
  const secureContext = createSecureContext(tls);
  return new https.Agent({ ...options, ...tls, secureContext });
}
