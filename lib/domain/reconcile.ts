export type ViolationState = "open" | "resolved" | "excepted";
export type ResolvedReason = "fixed" | "deleted" | "policy_changed" | "policy_disabled" | "out_of_scope";
export type Transition = "opened" | "kept" | "reopened" | "resolved" | "none";

/** What identifies an occurrence within its violation. */
export interface FoundOccurrence {
  stablePath: string | null;
  message: string;
}

export type Keyed<T> = T & { key: string };

/** What an evaluation said; null: the policy found nothing, or no longer judges the entity. */
export type Finding<T extends FoundOccurrence> = { occurrences: readonly T[] } | { error: string } | null;

export interface PreviousViolation {
  state: ViolationState;
  occurrences: readonly { key: string }[];
}

export interface Reconciliation<T extends FoundOccurrence> {
  transition: Transition;
  reason?: ResolvedReason;
  occurrences: { added: Keyed<T>[]; removed: string[]; kept: Keyed<T>[] };
}

export function occurrenceKey(_occurrence: FoundOccurrence): string {
  throw new Error("not written yet");
}

export function reconcileViolation<T extends FoundOccurrence>(
  _previous: PreviousViolation | null,
  _found: Finding<T>,
  _context: { reasonIfGone: ResolvedReason },
): Reconciliation<T> {
  throw new Error("not written yet");
}
