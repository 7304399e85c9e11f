import { z } from "zod";
import type { Json } from "../wire/canonical-json";

/** Ids are UUIDv7, made by the console. */
export const idSchema = z.uuid();
/** ISO 8601, UTC, with milliseconds. */
export const timeSchema = z.iso.datetime();

export const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(jsonSchema),
    z.record(z.string(), jsonSchema),
  ]),
);
export const jsonObjectSchema = z.record(z.string(), jsonSchema);

/** A value that may be absent: `null` means the field does not exist, `{value: null}` that it exists and is null. */
export const presentValueSchema = z.object({ value: jsonSchema }).nullable();

export const severitySchema = z.enum(["critical", "high", "medium", "low"]);
export type Severity = z.infer<typeof severitySchema>;

export const roleSchema = z.enum(["owner", "admin", "editor", "viewer"]);
export type Role = z.infer<typeof roleSchema>;

/** Labels as Kubernetes knows them; values may be empty. */
export const labelsSchema = z.record(z.string().min(1).max(317), z.string().max(63));

/** A page by keyset: pass `nextCursor` back as `cursor`; `null` means the end. Cursors are opaque. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });
}

/** A query parameter that may be given once, several times, or as a comma-separated list. */
export const listParam = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    value === undefined
      ? []
      : [value]
          .flat()
          .flatMap((part) => part.split(","))
          .filter(Boolean),
  );

/** RFC 9457 body of every error. `fields` names what is wrong in the input, by dotted path. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
