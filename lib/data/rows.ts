import { z } from "zod";
import { jsonObjectSchema, jsonSchema } from "@/lib/contracts/api/common";

/** Building blocks of row schemas: what `pg` hands over for each column type. */
export const bytes = z.instanceof(Uint8Array).transform((value) => Buffer.from(value).toString("hex"));
/** `bigint` and `count(*)` come as text. */
export const count = z.union([z.number(), z.bigint(), z.string()]).transform(Number);
export const moment = z.date();
export const json = jsonSchema;
export const jsonObject = jsonObjectSchema;

/** What an entity is and is called. */
export const identityColumns = {
  api_group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
};
