import type { Json } from "./json";
import { keyOccurrences, type Keyed } from "./reconcile";
import { resolveViolatingKey } from "./violating-key";

/** One place in an entity that breaks a policy, as the rule reported it. */
export interface ReportedOccurrence {
  readonly message: string;
  readonly violatingKey: string | null;
  readonly recommended: { readonly value: Json } | null;
  readonly details: { readonly [key: string]: Json };
}

/** One place in an entity that breaks a policy, found in the object. */
export interface EvaluatedOccurrence {
  /** Identity within the violation: the stable path, or the message where there is none. */
  key: string;
  message: string;
  violatingKey: string | null;
  pointer: string | null;
  path: string | null;
  stablePath: string | null;
  exists: boolean;
  found: { value: Json } | null;
  recommended: { value: Json } | null;
  /** The template says that the field or item should go. */
  remove: boolean;
  details: { readonly [key: string]: Json };
}

const longestMessage = 2_000;

/** Resolves what the rule reported against the object; keys are unique within the result, and repetitions count once. */
export function resolveOccurrences(raw: readonly ReportedOccurrence[], object: Json): EvaluatedOccurrence[] {
  const resolved = raw.map((occurrence) => resolveOccurrence(occurrence, object));
  const keyed: Keyed<(typeof resolved)[number]>[] = keyOccurrences(resolved);
  return keyed;
}

function resolveOccurrence(occurrence: ReportedOccurrence, object: Json): Omit<EvaluatedOccurrence, "key"> {
  const place =
    occurrence.violatingKey === null ? null : resolveViolatingKey(occurrence.violatingKey, object);
  return {
    message: occurrence.message.slice(0, longestMessage),
    violatingKey: occurrence.violatingKey,
    pointer: place?.pointer ?? null,
    path: place?.displayPath ?? null,
    stablePath: place?.stablePath ?? null,
    exists: place?.exists ?? false,
    found: place?.found === undefined ? null : { value: place.found },
    recommended: occurrence.recommended,
    remove: occurrence.details["recommended_action"] === "remove",
    details: occurrence.details,
  };
}
