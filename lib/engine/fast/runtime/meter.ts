import { EvaluationFailure } from "../../sandbox/failure";

/** Keeps the counter a small integer, which the engine stores without allocating. */
export const BUDGET_MAX = 2 ** 30 - 1;

/**
 * The budget of the evaluation under way; without one, as much as there can be. One for the thread: evaluations are synchronous and never nest. Generated
 * code lowers `left` itself, because a call in each loop step would cost more than the step.
 */
export const meter = { left: BUDGET_MAX };

/** Takes whole units of work from the budget. */
export function charge(units: number): void {
  // Written so that a number of units that is none ends the evaluation instead of the counting.
  if (!(units <= meter.left)) exhausted();
  meter.left -= units;
}

/** The same for a number of units that may be a fraction. */
export function chargeAny(units: number): void {
  charge(Math.max(0, Math.ceil(units)));
}

/** Ends the evaluation. */
export function exhausted(): never {
  throw new EvaluationFailure("timeout", "The evaluation takes more steps than it may.");
}
