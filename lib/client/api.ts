import { problemSchema, type Problem } from "@/lib/contracts/api/common";
import type { z } from "zod";

/** What the console answered when it could not do what was asked; `status` 0 means it did not answer at all. */
export class ApiError extends Error {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** A sentence for the person: what happened and what to do. */
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly fields: readonly { path: string; message: string }[];

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.name = "ApiError";
    this.title = problem.title;
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail ?? null;
    this.requestId = problem.requestId ?? null;
    this.fields = problem.fields ?? [];
  }

  /** Asking again cannot help until the person does something. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

interface RequestOptions {
  readonly query?: Query;
  readonly signal?: AbortSignal;
}

function localProblem(code: string, title: string, detail: string): Problem {
  return { type: "about:blank", status: 0, code, title, detail };
}

/** `?a=1&b=x,y`; empty lists and absent values are left out, keys sorted so that equal queries are equal texts. */
function queryText(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "object") {
      if (value.length > 0) params.set(name, value.join(","));
    } else params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  return {
    type: "about:blank",
    title: "The console could not do this",
    status: response.status,
    code: "unexpected",
    detail: `It answered with status ${response.status}. Nothing was changed on this page; try again in a moment.`,
    requestId: response.headers.get("x-request-id") ?? undefined,
  };
}

/**
 * Sends one request of the API. Throws `ApiError` for every answer that is not a success and for no answer;
 * an aborted request throws the `AbortError` of fetch.
 */
export async function send(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<Response> {
  const headers = new Headers({ accept: "application/json, application/x-ndjson, application/problem+json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${queryText(options.query)}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      credentials: "same-origin",
    });
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause;
    throw new ApiError(
      localProblem(
        "network",
        "The console did not answer",
        "Check your connection. What you see is what was last read; nothing you typed is lost.",
      ),
      { cause },
    );
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

async function parsed<T extends z.ZodType>(response: Response, schema: T): Promise<z.output<T>> {
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ApiError(
    localProblem(
      "contract",
      "The console answered in a form this page does not know",
      "It was probably upgraded while this page was open. Reload the page.",
    ),
    { cause: result.error },
  );
}

export async function apiGet<T extends z.ZodType>(path: string, schema: T, options?: RequestOptions) {
  return parsed(await send("GET", path, undefined, options), schema);
}

/** POST, PUT or PATCH whose answer has a body. */
export async function apiSend<T extends z.ZodType>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  schema: T,
  body?: unknown,
  options?: RequestOptions,
) {
  return parsed(await send(method, path, body, options), schema);
}

/** A write whose answer is not looked at. */
export async function apiDo(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown) {
  await send(method, path, body);
}

export function organizationPath(organizationId: string, rest = ""): string {
  return `/organizations/${organizationId}${rest}`;
}

/** Any thrown value as an `ApiError`, so that screens show one shape. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(
    localProblem(
      "unexpected",
      "Something on this page failed",
      "Nothing was sent. Reload the page; if it happens again, tell an administrator.",
    ),
    { cause: error },
  );
}
