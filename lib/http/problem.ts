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

/** Prisma's code: names are looked up before they are taken, so this takes two at the same moment. */
const uniqueViolation = "P2002";
/** Deadlocks and waits for a connection or a lock that took too long: Prisma's codes and PostgreSQL's. */
const passing: ReadonlySet<string> = new Set(["P2034", "P2028", "40P01", "40001", "55P03", "57014"]);

/** Any thrown value as an `AppError`. What was not meant for people becomes `internal`, whose text says nothing of the cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === uniqueViolation) {
    return new AppError(
      "conflict",
      "Somebody made the same at the same moment. Nothing was saved. Look at it, then try again.",
      {
        cause: error,
      },
    );
  }
  if (typeof code === "string" && passing.has(code)) {
    return new AppError("unavailable", "The console is busy. Nothing was saved. Try again in a moment.", {
      cause: error,
      retryAfterSeconds: 1,
    });
  }
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
