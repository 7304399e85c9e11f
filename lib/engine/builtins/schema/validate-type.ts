import type { Value } from "../value";
import type { Result } from "./result";
import type { SubSchema } from "./sub-schema";

/** Finds what is wrong about one part of a document. */
export type Validate = (schema: SubSchema, value: Value, path: string) => Result;
