import { v7 } from "uuid";

/** A new id: UUIDv7, so that ids sort by the moment they were made. */
export function uuidv7(): string {
  return v7();
}

/** Owns the built-in templates; see `edict_library_organization()` in the first migration. */
export const LIBRARY_ORGANIZATION_ID = "00000000-0000-7000-8000-000000000000";
