import { randomUUID } from "node:crypto";
import { request as playwrightRequest, type APIRequestContext } from "@playwright/test";
import { request as httpRequest } from "node:http";
import { z } from "zod";
import { password } from "./people";

/** A signed-in person of the API, with cookies of their own. */
export interface Caller {
  email: string;
  api: APIRequestContext;
}

export interface Answer {
  status: number;
  type: string;
  /** Parsed JSON, without the request's own id; null for a body that is none. */
  body: unknown;
}

export async function newContext(): Promise<APIRequestContext> {
  return await playwrightRequest.newContext({ baseURL: process.env.EDICT_E2E_URL });
}

/** Signs up and signs in, without a browser. */
export async function newCaller(): Promise<Caller> {
  const email = `api.${randomUUID()}@example.com`;
  const api = await newContext();
  await api.post("/api/v1/sign-up", { data: { name: "Ada", email, password } });
  const answer = await signIn(api, email, password);
  if (answer.status !== 200) throw new Error(`sign-in answered ${String(answer.status)}`);
  return { email, api };
}

/** The answer of next-auth's sign-in door. */
export async function signIn(api: APIRequestContext, email: string, secret: string): Promise<Answer> {
  const { csrfToken } = z
    .object({ csrfToken: z.string() })
    .parse(await (await api.get("/api/auth/csrf")).json());
  return await call(api, "POST", "/api/auth/callback/credentials", {
    form: { csrfToken, email, password: secret, json: "true" },
  });
}

interface CallOptions {
  data?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export async function call(
  api: APIRequestContext,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const response = await api.fetch(path, { method, maxRedirects: 0, ...options });
  const text = await response.text();
  const type = (response.headers()["content-type"] ?? "").split(";")[0] ?? "";
  return { status: response.status(), type, body: parsed(text, type) };
}

function parsed(text: string, type: string): unknown {
  if (!type.endsWith("json")) return null;
  const record = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
  if (!record.success) return null;
  const { requestId: _requestId, ...rest } = record.data;
  return rest;
}

/** Sends bytes until they end or the other end has answered, as a client does that does not care about limits. */
export async function sendBytes(
  path: string,
  headers: Record<string, string>,
  chunk: Buffer,
  times: number,
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const outgoing = httpRequest(new URL(path, process.env.EDICT_E2E_URL), { method: "POST", headers });
    let answered = false;
    outgoing.on("response", (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      response.on("data", (part: Buffer) => chunks.push(part));
      response.on("end", () => {
        const type = (response.headers["content-type"] ?? "").split(";")[0] ?? "";
        resolve({
          status: response.statusCode ?? 0,
          type,
          body: parsed(Buffer.concat(chunks).toString("utf8"), type),
        });
        outgoing.destroy();
      });
    });
    outgoing.on("error", (error) => {
      if (!answered) reject(error);
    });
    const write = (left: number): void => {
      if (answered) return;
      if (left === 0) outgoing.end();
      else if (outgoing.write(chunk)) setImmediate(write, left - 1);
      else outgoing.once("drain", () => write(left - 1));
    };
    write(times);
  });
}
