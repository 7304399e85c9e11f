import { forOrganizationSql } from "@/lib/data/database";
import { loadPoliciesInForce } from "@/lib/data/evaluation/load";
import type { Ctx } from "@/lib/services/context";
import { recordStrikes } from "@/lib/services/evaluation/strikes";
import { readPolicy } from "@/lib/services/policies/read-policies";
import { entityIdOf, makePolicy, systemOf } from "./builders";
import type { Inspector } from "./inspector";
import { configMap, templateOf } from "./templates";
import type { Tenant, TestCluster, World } from "./world";

/** Runs past the deadline on objects with the label `heavy` until the moment that the parameter names; objects with `bad` break it. */
const heavyTemplate = templateOf(
  `package test.heavy

n := {x | some x in numbers.range(1, 5000)}

violation contains "never" if {
	input.metadata.labels.heavy
	time.now_ns() < input.parameters.untilMs * 1000000
	some a in n
	some b in n
	some c in n
	a != b
	b != c
	c == input.metadata.name
}

violation contains {"msg": "bad", "violating_key": "metadata.labels.bad", "recommended_action": "remove"} if input.metadata.labels.bad
`,
  {
    title: "Heavy",
    parameters: { type: "object", properties: { untilMs: { type: "integer", default: 99999999999999 } } },
  },
);

/** An object on which the judging of a heavy policy has to be stopped. */
export const heavy = (name: string) => configMap(name, { heavy: "yes", owner: "team-a" });

/** What its evaluations say then. */
export const tooLong = "The evaluation took longer than the 2000 ms it may take.";

/** Time for tests that wait for the judge's deadline. */
export const stopTestMs = 120_000;

/** An organization with one cluster and one policy, called Heavy, whose evaluations may have to be stopped. */
export interface HeavyPolicy {
  tenant: Tenant;
  cluster: TestCluster;
  templateId: string;
  policyId: string;
  /** The context of jobs, at a later time. */
  system: (afterMs?: number) => Ctx;
  idOf: (name: string) => Promise<string>;
  policy: () => ReturnType<typeof readPolicy>;
  /** Its evaluation errors as `entity code`, in order. */
  errors: () => Promise<string[]>;
  /** The entities that gave strikes, oldest first. */
  strikes: () => Promise<string[]>;
  retryJobs: () => Promise<{ in_seconds: number }[]>;
  /** One strike of each entity, each in a transaction of its own, all at the same moment. */
  strike: (...names: string[]) => Promise<void>;
}

export async function createHeavyPolicy(world: World, inspector: Inspector): Promise<HeavyPolicy> {
  const tenant = await world.organization();
  const { owner, organizationId } = tenant;
  const cluster = await tenant.cluster();
  const { id: policyId, templateId } = await makePolicy(owner, "Heavy", heavyTemplate);
  const idOf = (name: string) => entityIdOf(owner, name);
  const policy = () => readPolicy(owner, policyId);
  const strikeOf = async (entityId: string) => {
    await forOrganizationSql(world.services.db, organizationId, async (sql) => {
      const found = (await loadPoliciesInForce(sql)).find(({ id }) => id === policyId);
      if (found === undefined) throw new Error("the policy is not in force");
      const strikes = [{ entityId, atMs: Date.now(), code: "timeout", message: tooLong }];
      await recordStrikes(sql, organizationId, [{ policy: found, strikes }], new Date());
    });
  };
  return {
    tenant,
    cluster,
    templateId,
    policyId,
    system: (afterMs = 0) => systemOf(owner, afterMs),
    idOf,
    policy,
    errors: async () =>
      (await policy()).recentErrors.map(({ entity, code }) => `${entity} ${code}`).toSorted(),
    strikes: async () =>
      (
        await inspector.rows<{ name: string }>(
          "SELECT e.name FROM policy_strikes s JOIN entities e ON e.id = s.entity_id WHERE s.policy_id = $1 ORDER BY s.at, s.id",
          [policyId],
        )
      ).map(({ name }) => name),
    retryJobs: () =>
      inspector.rows<{ in_seconds: number }>(
        "SELECT extract(epoch FROM run_at - now())::int AS in_seconds FROM graphile_worker._private_jobs WHERE key = $1",
        [`${organizationId}:retry:${policyId}`],
      ),
    strike: async (...names) => {
      const ids = await Promise.all(names.map(idOf));
      await Promise.all(ids.map(strikeOf));
    },
  };
}
