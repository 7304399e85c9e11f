import type { z } from "zod";

/** A value `pg` can send: scalars, dates, bytes and arrays of them (cast in the statement: `$1::uuid[]`). */
export type SqlValue = null | string | number | bigint | boolean | Date | Uint8Array | readonly SqlValue[];

/** Statements inside one transaction. Rows come back parsed by the given schema, so a drifted column fails here and not on a screen. */
export interface Sql {
  /** All rows. Throws `ZodError` on a row of another shape, `pg.DatabaseError` on the database's refusal. */
  rows<T>(row: z.ZodType<T>, text: string, values?: readonly SqlValue[]): Promise<T[]>;
  /** The number of rows written. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/**
 * A JSON document as a parameter: `$1::jsonb`. jsonb holds neither NUL nor half a surrogate pair, and values of entities may
 * (a container's argument, what a rule quotes of it): U+FFFD takes their place, so that one such value fails no statement.
 */
export function jsonParam(value: unknown): string {
  // An escaped backslash is matched as a whole, so that the letters after it are never taken for an escape.
  return JSON.stringify(value).replaceAll(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|[^])/g, (escape) =>
    /^\\u(?:0000|d)/.test(escape) ? "\\ufffd" : escape,
  );
}
