export type ViolationState = "open" | "resolved" | "excepted";

/** Why a violation ended. */
export type ResolvedReason = "fixed" | "deleted" | "policy_changed" | "policy_disabled" | "out_of_scope";

export type Transition = "opened" | "kept" | "reopened" | "resolved" | "none";

/** What identifies an occurrence within its violation. */
export interface FoundOccurrence {
  /** Stable path of the violating key, null where the template named none or it could not be resolved. */
  stablePath: string | null;
  message: string;
}

/** An occurrence with its identity within the violation. */
export type Keyed<T> = T & { key: string };

/**
 * What judging an entity came to: its occurrences (none: compliant), an evaluation error, or null where the policy no longer
 * judges the entity (deleted, out of scope, policy disabled).
 */
export type Finding<T extends FoundOccurrence> = { occurrences: readonly T[] } | { error: string } | null;

/** A violation as it is stored; `occurrences` are those last found. */
export interface PreviousViolation {
  state: ViolationState;
  occurrences: readonly { key: string }[];
}

/** What has to be written; nothing where the transition is `none`. */
export interface Reconciliation<T extends FoundOccurrence> {
  transition: Transition;
  /** Only with the transition `resolved`. */
  reason?: ResolvedReason;
  occurrences: { added: Keyed<T>[]; removed: string[]; kept: Keyed<T>[] };
}

/**
 * The identity of an occurrence within its violation: its stable path, or its message where it has none. The message is no
 * part of it otherwise, because messages quote the value that was found.
 */
export function occurrenceKey({ stablePath, message }: FoundOccurrence): string {
  return stablePath === null || stablePath === "" ? `message:${message}` : `path:${stablePath}`;
}

/**
 * Gives each occurrence its key. Occurrences with one identity are numbered (`…#2`) in the order of their messages, so that
 * the order in which an engine lists them does not matter; repetitions of both path and message count once.
 */
export function keyOccurrences<T extends FoundOccurrence>(occurrences: readonly T[]): Keyed<T>[] {
  const groups = new Map<string, T[]>();
  for (const occurrence of occurrences) {
    const key = occurrenceKey(occurrence);
    const group = groups.get(key) ?? [];
    if (!group.some(({ message }) => message === occurrence.message)) group.push(occurrence);
    groups.set(key, group);
  }
  return [...groups].flatMap(([key, group]) => {
    const sorted = group.toSorted((a, b) => (a.message < b.message ? -1 : 1));
    return sorted.map((occurrence, index) => ({
      ...occurrence,
      key: index === 0 ? key : `${key}#${index + 1}`,
    }));
  });
}

/**
 * The life of a violation, one step: what is stored and what was found now give what changes.
 *
 * An error changes nothing: a violation is never resolved because a template failed. An excepted violation that is still
 * found stays excepted (`kept`); whether an exception applies is decided elsewhere.
 * @param previous the stored violation of this policy and entity, null where there never was one
 * @param found what judging came to now
 * @param context.reasonIfGone the reason to write where the violation is gone
 */
export function reconcileViolation<T extends FoundOccurrence>(
  previous: PreviousViolation | null,
  found: Finding<T>,
  context: { reasonIfGone: ResolvedReason },
): Reconciliation<T> {
  const unchanged: Reconciliation<T> = {
    transition: "none",
    occurrences: { added: [], removed: [], kept: [] },
  };
  if (found !== null && "error" in found) return unchanged;
  const now = keyOccurrences(found?.occurrences ?? []);
  const active = previous !== null && previous.state !== "resolved";
  if (now.length === 0 && !active) return unchanged;
  const occurrences = compare(previous?.occurrences ?? [], now);
  if (now.length === 0) return { transition: "resolved", reason: context.reasonIfGone, occurrences };
  if (previous === null) return { transition: "opened", occurrences };
  return { transition: active ? "kept" : "reopened", occurrences };
}

function compare<T>(before: readonly { key: string }[], now: readonly Keyed<T>[]) {
  const old = new Set(before.map(({ key }) => key));
  const current = new Set(now.map(({ key }) => key));
  return {
    added: now.filter(({ key }) => !old.has(key)),
    removed: [...old].filter((key) => !current.has(key)),
    kept: now.filter(({ key }) => old.has(key)),
  };
}
