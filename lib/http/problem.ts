import type { Problem } from "@/lib/contracts/api/common";
import { AppError, type ErrorCode } from "@/lib/services/errors";

const titles: Record<ErrorCode, string> = {
  invalid_input: "Some input is not valid",
  malformed: "The request could not be read",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "This conflicts with what is there",
  stale_epoch: "The epoch is over",
  sequence_gap: "A batch is missing",
  too_large: "Too large",
  unsupported_media: "Unsupported content type",
  rate_limited: "Too many attempts",
  unavailable: "Busy",
  internal: "Something went wrong",
};

/** Any thrown value as an `AppError`. What was not meant for people becomes `internal`, whose text says nothing of the cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    "internal",
    "The console failed while doing this. Nothing was saved. Try again; if it happens again, give your administrator the request id.",
    { cause: error },
  );
}

/** RFC 9457 `application/problem+json`. */
export function problemResponse(error: AppError, requestId: string): Response {
  const problem: Problem = {
    type: `https://edict.dev/problems/${error.code}`,
    title: titles[error.code],
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.fields.length > 0 ? { fields: [...error.fields] } : {}),
  };
  const headers = new Headers({
    "content-type": "application/problem+json",
    "x-request-id": requestId,
    "cache-control": "no-store",
  });
  if (error.retryAfterSeconds !== undefined) headers.set("retry-after", String(error.retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: error.status, headers });
}
