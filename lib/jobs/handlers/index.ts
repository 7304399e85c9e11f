import { jobs, type JobName } from "@/lib/contracts/jobs/catalog";
import { evaluateEntities } from "@/lib/services/evaluation/evaluate-entities";
import { evaluatePolicy } from "@/lib/services/evaluation/evaluate-policy";
import { retryEvaluations } from "@/lib/services/evaluation/retry-evaluations";
import type { Ctx, Services } from "@/lib/services/context";

export interface HandlerPorts {
  services: Services;
  startSampleAgents: (organizationId: string) => Promise<void>;
}

type Handlers = Record<JobName, (payload: unknown) => Promise<void>>;

/** One handler for each job of the catalog. A handler that throws is tried again later; all are idempotent. */
export function createHandlers({ services, startSampleAgents }: HandlerPorts): Handlers {
  const systemContext = (organizationId: string): Ctx => ({
    services,
    organizationId,
    actor: { type: "system", name: "Edict" },
    role: null,
    now: () => new Date(),
  });
  return {
    "evaluate-entities": async (payload) => {
      const { organizationId, entityIds } = jobs["evaluate-entities"].parse(payload);
      await evaluateEntities(systemContext(organizationId), entityIds);
    },
    "evaluate-policy": async (payload) => {
      const { organizationId, ...input } = jobs["evaluate-policy"].parse(payload);
      await evaluatePolicy(systemContext(organizationId), input);
    },
    "retry-evaluations": async (payload) => {
      const { organizationId, ...input } = jobs["retry-evaluations"].parse(payload);
      await retryEvaluations(systemContext(organizationId), input);
    },
    "start-sample-agents": async (payload) => {
      const { organizationId } = jobs["start-sample-agents"].parse(payload);
      await startSampleAgents(organizationId);
    },
  };
}
