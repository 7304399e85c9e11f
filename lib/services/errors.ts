/** One field of the input that is wrong, by dotted path: `parameters.namespace`. */
export interface InvalidField {
  path: string;
  message: string;
}

/** Code → HTTP status. The only such table; routes, CLI and tests read it. */
export const STATUS_OF = {
  invalid_input: 422,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale_epoch: 409,
  sequence_gap: 409,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/**
 * The one error that services throw. `message` is a sentence for the person at the other end: what happened, what was
 * kept, what to do. What only operators should read goes into `cause`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly InvalidField[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: readonly InvalidField[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return STATUS_OF[this.code];
  }
}

/**
 * The answer for an id that does not exist and for one that belongs to another organization: the same status, the same
 * words, so that nobody can tell the two apart.
 */
export function notFound(what: string): AppError {
  return new AppError("not_found", `This ${what} does not exist, or you have no access to it.`);
}

export function invalidInput(
  fields: readonly InvalidField[],
  message = "Some fields need another value. Nothing was saved.",
): AppError {
  return new AppError("invalid_input", message, { fields });
}
