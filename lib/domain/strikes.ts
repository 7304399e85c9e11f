/** Strikes that pause a policy. */
export const STRIKES_MAX = 3;
/** How long a strike counts: a machine that was slow once must not pause a good policy the next day. */
export const STRIKE_COUNTS_MS = 60 * 60_000;
/** Evaluations of one entity that were stopped this close to each other are one strike, whoever did them. Less than the first retry takes. */
export const SAME_STRIKE_MS = 30_000;
/** When an entity is tried again: after the first evaluation that was stopped, and after each later one. */
export const RETRY_AFTER_MS = { first: 60_000, later: 5 * 60_000 } as const;

/** Code of the error that entities of a paused policy have. */
export const POLICY_PAUSED = "policy_paused";

/** Codes of evaluations that did not end by themselves: a thread was lost to them, or the time or memory they may have. */
export const STOPPED_CODES = ["timeout", "memory_limit"] as const;

/** Whether an error means that the evaluation was stopped. All other errors come to an end, and would again. */
export function isStopped(code: string): boolean {
  return STOPPED_CODES.some((stopped) => stopped === code);
}

/** One evaluation that was stopped. */
export interface Strike {
  readonly entityId: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

export interface CountedStrikes<K extends Strike, F extends Strike> {
  /** Of the known ones, those that are still of use; the others can go. */
  readonly kept: readonly K[];
  /** Of the fresh ones, those that count. */
  readonly added: readonly F[];
  /** Whether they pause the policy. */
  readonly pauses: boolean;
}

/**
 * Adds strikes to the known ones of the same policy version. An entity counts once in `SAME_STRIKE_MS`, so that a job
 * that runs twice, or two at once, count once. At most `STRIKES_MAX` are left, the newest.
 */
export function countStrikes<K extends Strike, F extends Strike>(
  known: readonly K[],
  fresh: readonly F[],
  nowMs: number,
): CountedStrikes<K, F> {
  const counting = known.filter((strike) => nowMs - strike.atMs < STRIKE_COUNTS_MS);
  const added: F[] = [];
  for (const strike of fresh) {
    const isKnown = [...counting, ...added].some(
      (other) => other.entityId === strike.entityId && Math.abs(strike.atMs - other.atMs) < SAME_STRIKE_MS,
    );
    if (!isKnown) added.push(strike);
  }
  const newest = added.slice(0, STRIKES_MAX);
  const room = STRIKES_MAX - newest.length;
  const kept = counting.toSorted((a, b) => b.atMs - a.atMs).slice(0, room);
  return { kept, added: newest, pauses: counting.length + added.length >= STRIKES_MAX };
}

/** The error of an entity that a paused policy applies to, as sentences; `because` is the message of the last strike. */
export function pausedMessage(because: string): string {
  return `The policy is paused because ${String(STRIKES_MAX)} of its evaluations had to be stopped. The last one: ${because}`;
}
