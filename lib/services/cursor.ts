import { z } from "zod";
import { AppError } from "./errors";

const partsSchema = z.array(z.string());

/** A keyset cursor: the sort key of the last row, opaque to clients. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts), "utf8").toString("base64url");
}

/** @throws AppError `malformed` for a cursor that this list did not give out. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined || cursor === "") return null;
  try {
    const parts = partsSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (parts.length === length) return parts;
  } catch {
    // Falls through: whatever it was, it is not a cursor.
  }
  throw new AppError("malformed", "This page marker is not valid. Read the list from its start.");
}
