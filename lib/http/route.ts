import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { readSession } from "@/lib/auth/session";
import { consoleEnv } from "@/lib/env";
import { consoleServices } from "@/lib/runtime/console";
import { memberContext } from "@/lib/services/accounts/member-context";
import type { Ctx, Services } from "@/lib/services/context";
import { AppError, notFound } from "@/lib/services/errors";
import { jsonBytesMax, readJson } from "./body";
import { problemResponse, toAppError } from "./problem";

type Params = Record<string, string>;

export interface RouteContext {
  params: Promise<Params>;
}

type Handler = (request: Request, context: RouteContext) => Promise<Response>;

interface User {
  id: string;
  name: string;
  email: string;
}

interface Common<R> {
  /** Answers are parsed with it: what is not in the contract never leaves. A `Response` passes as it is. */
  response?: z.ZodType<R>;
  status?: number;
}

interface OrganizationRoute<R> extends Common<R> {
  /** Limit of the body, where the common one is too small. */
  bytesMax?: number;
  handler: (
    ctx: Ctx,
    input: { params: Params; query: unknown; body: unknown; request: Request },
  ) => Promise<unknown>;
}

interface UserRoute<R> extends Common<R> {
  handler: (services: Services, user: User, input: { body: unknown }) => Promise<unknown>;
}

interface PublicRoute<R> extends Common<R> {
  handler: (
    services: Services,
    input: { body: unknown; request: Request; params: Params },
  ) => Promise<unknown>;
}

/** A verb inside one organization: session → membership → handler. Somebody else's organization answers like a missing one. */
export function organizationRoute<R>(definition: OrganizationRoute<R>): Handler {
  return guarded(definition, async (request, params, services) => {
    const user = await requireUser(services);
    const ctx = await memberContext(services, user, params["organizationId"] ?? "", () => new Date());
    const body = await bodyOf(request, definition.bytesMax);
    return await definition.handler(ctx, { params, query: queryOf(request), body, request });
  });
}

/** A verb of a signed-in person outside any organization. */
export function userRoute<R>(definition: UserRoute<R>): Handler {
  return guarded(definition, async (request, _params, services) => {
    const user = await requireUser(services);
    return await definition.handler(services, user, { body: await bodyOf(request) });
  });
}

/** A verb anyone may call; the handler guards itself. */
export function publicRoute<R>(definition: PublicRoute<R>): Handler {
  return guarded(
    definition,
    async (request, params, services) =>
      await definition.handler(services, { body: await bodyOf(request), request, params }),
  );
}

/** A door with its own credential and body (the agent's): only errors, ids and logs are common. */
export function rawRoute(
  handler: (services: Services, request: Request, params: Params) => Promise<unknown>,
): Handler {
  return guarded({}, async (request, params, services) => await handler(services, request, params), false);
}

function guarded<R>(
  definition: Common<R>,
  work: (request: Request, params: Params, services: Services) => Promise<unknown>,
  fromBrowser = true,
): Handler {
  return async (request, context) => {
    const requestId = randomUUID();
    const started = performance.now();
    const services = consoleServices();
    try {
      if (fromBrowser) refuseCrossSite(request);
      const result = await work(request, await context.params, services);
      if (result instanceof Response) return result;
      const status = definition.status ?? (result === undefined ? 204 : 200);
      const headers = { "x-request-id": requestId, "cache-control": "no-store" };
      if (status === 204) return new Response(null, { status, headers });
      const body = definition.response === undefined ? result : definition.response.parse(result);
      return Response.json(body, { status, headers });
    } catch (thrown) {
      const error = toAppError(thrown);
      const fields = {
        requestId,
        method: request.method,
        path: loggedPath(request),
        code: error.code,
        ms: Math.round(performance.now() - started),
      };
      if (error.status >= 500) services.log.error({ ...fields, err: error.cause }, "request failed");
      else services.log.info(fields, "request refused");
      return problemResponse(error, requestId);
    }
  };
}

/** The path without what is secret in it: install tokens are part of an address. */
function loggedPath(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/install\/.*/, "/install/…");
}

async function requireUser(services: Services): Promise<User> {
  const user = await readSession(services);
  if (user === null)
    throw new AppError("unauthenticated", "Your session has ended. Sign in again; nothing was changed.");
  return user;
}

/** Cookies are sent along by any page that can make a request; only our own pages may change anything with them. */
function refuseCrossSite(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none")
    throw new AppError("forbidden", "This request came from another site. Nothing was changed.");
  const origin = request.headers.get("origin");
  if (origin !== null && !isOurOrigin(origin, request)) {
    throw new AppError("forbidden", "This request came from another site. Nothing was changed.");
  }
}

/** `Origin: null` (a sandboxed frame, a file) is nobody's. Another site can set none of the headers that name our host. */
function isOurOrigin(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const configured = consoleEnv().EDICT_URL;
  const hosts = [
    request.headers.get("host"),
    request.headers.get("x-forwarded-host"),
    configured === undefined ? null : new URL(configured).host,
  ];
  return hosts.includes(new URL(origin).host);
}

async function bodyOf(request: Request, bytesMax = jsonBytesMax): Promise<unknown> {
  return request.method === "GET" || request.method === "HEAD"
    ? undefined
    : await readJson(request, bytesMax);
}

/** Query parameters as an object; repeated ones become lists. */
function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    const earlier = Object.hasOwn(query, name) ? query[name] : undefined;
    query[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return query;
}

/** The address people and agents reach the console at: configured, or what this request was sent to. */
export function consoleUrl(request: Request): string {
  const configured = consoleEnv().EDICT_URL;
  if (configured !== undefined) return configured;
  const host =
    request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? new URL(request.url).host;
  const protocol = request.headers.get("x-forwarded-proto") ?? new URL(request.url).protocol.replace(":", "");
  return `${protocol}://${host}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads an id from the address. What is not an id cannot exist, so it answers as a missing one does. */
export function idParam(name: string, what: string): (params: Params) => string {
  return (params) => {
    const value = params[name] ?? "";
    if (!uuid.test(value)) throw notFound(what);
    return value;
  };
}
