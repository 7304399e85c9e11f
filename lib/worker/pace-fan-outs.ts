import { jobs } from "@/lib/contracts/jobs/catalog";

/** Of the time that goes by while what a policy reads keeps changing, the part that judging it anew may take. */
const share = 1 / 20;
/** What is judged within this time needs no rest. */
const quickMs = 50;
const restMsMax = 30_000;
const restsMax = 10_000;

/**
 * A policy that reads the inventory is judged anew over its cluster when something that it reads has changed: at once after
 * a quiet time, and while changes keep coming so seldom that it takes a small share of the worker. The job that is put off
 * answers for all changes until it runs.
 *
 * @param fanOut judges one policy over what it targets
 * @param clock milliseconds that only rise
 * @returns a handler; it calls `postpone` instead of the fan-out where the policy has to rest
 */
export function paceFanOuts(
  fanOut: (payload: unknown) => Promise<void>,
  clock: () => number = () => performance.now(),
): (payload: unknown, postpone: (restMs: number) => Promise<void>) => Promise<void> {
  const restsUntilMs = new Map<string, number>();
  return async (payload, postpone) => {
    const { organizationId, policyId, clusterId } = jobs["evaluate-policy"].parse(payload);
    if (clusterId === undefined) {
      await fanOut(payload);
      return;
    }
    const pace = `${organizationId} ${policyId} ${clusterId}`;
    const startedMs = clock();
    const restMs = (restsUntilMs.get(pace) ?? 0) - startedMs;
    if (restMs > 0) {
      await postpone(restMs);
      return;
    }
    await fanOut(payload);
    const endedMs = clock();
    const tookMs = endedMs - startedMs;
    restsUntilMs.delete(pace);
    if (tookMs <= quickMs) return;
    if (restsUntilMs.size >= restsMax) restsUntilMs.clear();
    restsUntilMs.set(pace, endedMs + Math.min(restMsMax, (tookMs - quickMs) / share));
  };
}
