/** An answer that is no success. */
export class HttpError extends Error {
  override name = "HttpError";

  /**
   * @param status HTTP status
   * @param reason machine-readable reason: `code` of a problem document, `reason` of a Kubernetes Status
   * @param retryAfterMs what the server asked to wait, in ms
   */
  constructor(
    message: string,
    readonly status: number,
    readonly reason: string | undefined,
    readonly retryAfterMs: number | undefined,
  ) {
    super(message);
  }
}

/** An answer of the console that is no success, apart from those of API servers. */
export class ConsoleError extends HttpError {
  override name = "ConsoleError";
}

const retryAfterMaxMs = 10 * 60_000;

/** Reads a Retry-After header (seconds or an HTTP date) as ms from `now`, at most ten minutes. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), retryAfterMaxMs);
}
