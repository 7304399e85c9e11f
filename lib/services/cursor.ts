import { z } from "zod";
import { parseJsonOrNull } from "@/lib/domain/json";
import { AppError } from "./errors";

/** What a part of a cursor may be: whatever else a client writes into one must not reach the database. */
const parts = {
  text: z.string().refine((text) => !text.includes("\0")),
  id: z.uuid(),
  /** A time as PostgreSQL prints it, with all its digits. */
  time: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  digit: z.string().regex(/^\d$/),
} as const;

export type CursorPart = keyof typeof parts;

/** A keyset cursor: the sort key of the last row, opaque to clients. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values), "utf8").toString("base64url");
}

/**
 * @param kinds what each part of this list's cursor is.
 * @throws AppError `malformed` for a cursor that this list did not give out.
 */
export function decodeCursor(cursor: string | undefined, kinds: readonly CursorPart[]): string[] | null {
  if (cursor === undefined || cursor === "") return null;
  const values = z
    .array(z.string())
    .safeParse(parseJsonOrNull(Buffer.from(cursor, "base64url").toString("utf8")));
  const valid =
    values.success &&
    values.data.length === kinds.length &&
    kinds.every((kind, index) => parts[kind].safeParse(values.data[index]).success);
  if (valid) return values.data;
  throw new AppError("malformed", "This page marker is not valid. Read the list from its start.");
}
