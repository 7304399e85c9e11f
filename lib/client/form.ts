import type { z } from "zod";
import { ApiError } from "./api";

/** A contract's field as a `validate` rule of react-hook-form: `true`, or what is wrong in words. */
export function fieldCheck(schema: z.ZodType): (value: unknown) => true | string {
  return (value) => {
    const result = schema.safeParse(value);
    return result.success ? true : (result.error.issues[0]?.message ?? "This is not valid");
  };
}

/**
 * Puts what the console found wrong at the fields it names; answers whether every complaint found its place, so that
 * the rest can be shown above the form.
 */
export function placeFieldErrors<Name extends string>(
  error: unknown,
  names: readonly Name[],
  place: (name: Name, message: string) => void,
): boolean {
  if (!(error instanceof ApiError) || error.fields.length === 0) return false;
  let all = true;
  for (const field of error.fields) {
    const name = names.find((known) => known === field.path);
    if (name === undefined) all = false;
    else place(name, field.message);
  }
  return all;
}
