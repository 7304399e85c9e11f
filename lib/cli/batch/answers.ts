import type { FieldError } from "@/lib/domain/parameters";

/** Why something could not be answered. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What a line that cannot be understood is answered with. */
export class InvalidLine extends Error {
  override readonly name = "InvalidLine";

  constructor(
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** A line that speaks of one field that is wrong. */
export function invalidField(path: string, message: string): InvalidLine {
  return new InvalidLine(path === "" ? message : `${path}: ${message}`, [{ path, message }]);
}

/** @param idText JSON text of the line's id */
export function errorAnswer(idText: string, { code, message }: Fault): string {
  return `{"id":${idText},"error":${JSON.stringify({ code, message })}}`;
}

/**
 * @param idText JSON text of the line's id, `null` where it has none
 * @param line number of the line, from 1
 */
export function invalidAnswer(idText: string, line: number, { message, fields }: InvalidLine): string {
  return `{"id":${idText},"line":${line},"error":${JSON.stringify({ code: "invalid_input", message, fields })}}`;
}
