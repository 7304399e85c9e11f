import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";
import { configMap, labelTemplate, templateOf } from "@/scripts/testing/templates";
import { createWorld, type Tenant, type TestCluster, type World } from "@/scripts/testing/world";
import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesById } from "@/lib/data/evaluation/load";
import { pausedMessage, RETRY_AFTER_MS, STRIKE_COUNTS_MS } from "@/lib/domain/strikes";
import { listAudit } from "../audit/list-audit";
import { readEntityList } from "../entities/list-entities";
import { readEntity } from "../entities/read-entity";
import { readOverview } from "../overview/read-overview";
import { readPolicy } from "../policies/read-policies";
import { createPolicy, updatePolicy } from "../policies/save-policy";
import { disablePolicy, enablePolicy, resumePolicy } from "../policies/switch-policy";
import { previewPolicy } from "../preview/preview-policy";
import { createTemplate } from "../templates/publish-template";
import { readViolation } from "../violations/read-violation";
import { readViolationList } from "../violations/list-violations";
import { evaluateEntities, evaluateLoaded } from "./evaluate-entities";
import { loadInventories } from "./inventory";
import { retryEvaluations } from "./retry-evaluations";
import { loadSituation } from "./situation";
import { recordStrikes } from "./strikes";

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
const heavy = (name: string) => configMap(name, { heavy: "yes", owner: "team-a" });
const tooLong = "The evaluation took longer than the 2000 ms it may take.";
const stopTestMs = 120_000;

let world: World;
let inspector: Inspector;
let tenant: Tenant;
let cluster: TestCluster;
let templateId: string;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  inspector = await openInspector(world.databaseUrl);
});
afterAll(async () => {
  await inspector.close();
  await world.close();
});
beforeEach(async () => {
  tenant = await world.organization();
  cluster = await tenant.cluster();
  templateId = (await createTemplate(tenant.owner, heavyTemplate)).id;
  policyId = (await createPolicy(tenant.owner, { name: "Heavy", templateId })).id;
});

const system = (afterMs = 0) => ({
  ...tenant.owner,
  actor: { type: "system" as const, name: "Edict" },
  role: null,
  now: () => new Date(Date.now() + afterMs),
});
const idOf = async (name: string) =>
  (await readEntityList(tenant.owner, { q: name })).items.find((item) => item.name === name)?.id ?? "";
const policy = () => readPolicy(tenant.owner, policyId);
const errors = async () =>
  (await policy()).recentErrors.map(({ entity, code }) => `${entity} ${code}`).toSorted();
const strikes = async () =>
  (
    await inspector.rows<{ name: string }>(
      "SELECT e.name FROM policy_strikes s JOIN entities e ON e.id = s.entity_id WHERE s.policy_id = $1 ORDER BY s.at, s.id",
      [policyId],
    )
  ).map(({ name }) => name);
const retryJobs = () =>
  inspector.rows<{ in_seconds: number }>(
    "SELECT extract(epoch FROM run_at - now())::int AS in_seconds FROM graphile_worker._private_jobs WHERE key = $1",
    [`${tenant.organizationId}:retry:${policyId}`],
  );
const audited = async (action: string) =>
  (await listAudit(tenant.owner, {})).items.filter((entry) => entry.action === action);
const openOf = async (id: string) =>
  (await readViolationList(tenant.owner, { policy: id })).items.map((item) => item.entity.name).toSorted();

/** What an evaluation reads before it judges. */
async function readNow(name: string) {
  const id = await idOf(name);
  return await forOrganizationSql(world.services.db, tenant.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    return {
      situation,
      entities: await loadEntitiesById(sql, [id]),
      inventories: await loadInventories(sql, situation.policies, [cluster.clusterId]),
    };
  });
}

/** Pauses the policy as its third strike would, without the seconds that three deadlines take. */
async function pauseNow(...names: string[]): Promise<void> {
  const { version } = await policy();
  const [row] = await inspector.rows<{ id: string }>(
    "SELECT id FROM policy_versions WHERE policy_id = $1 AND version = $2",
    [policyId, version],
  );
  const stopped = { id: policyId, name: "Heavy", versionId: row?.id ?? "" };
  const ids = await Promise.all(names.map(idOf));
  await Promise.all(
    ids.map((entityId) =>
      forOrganizationSql(world.services.db, tenant.organizationId, (sql) =>
        recordStrikes(
          sql,
          tenant.organizationId,
          [
            {
              policy: stopped,
              strikes: [{ entityId, atMs: Date.now(), code: "timeout", message: "Too long." }],
            },
          ],
          new Date(),
        ),
      ),
    ),
  );
}

describe("strikes", () => {
  test(
    "the third one pauses the policy; neighbours go on, nothing passes, and what was open stays",
    async () => {
      const owned = await createTemplate(tenant.owner, labelTemplate);
      const other = await createPolicy(tenant.owner, { name: "Owner", templateId: owned.id });
      await cluster.apply(configMap("calm"), configMap("worse", { bad: "yes" }), heavy("a"));
      await world.work();
      expect(await policy()).toMatchObject({ checked: 2, violating: 1, errors: 1, paused: null });
      expect(await errors()).toEqual(["ConfigMap shop/a timeout"]);
      expect(await openOf(other.id)).toEqual(["calm", "worse"]);

      await cluster.apply(heavy("b"));
      await world.work();
      expect((await policy()).paused).toBeNull();
      expect(await strikes()).toEqual(["a", "b"]);
      expect(await audited("policy.pause")).toEqual([]);

      await cluster.apply(heavy("c"));
      await world.work();
      const paused = await policy();
      expect(paused.paused).toMatchObject({ code: "timeout", message: tooLong });
      expect(paused.paused?.strikes.map(({ entity, cluster: name }) => `${entity} ${name}`)).toEqual([
        "ConfigMap shop/c prod-eu",
        "ConfigMap shop/b prod-eu",
        "ConfigMap shop/a prod-eu",
      ]);
      // Only the violation that was open is still known; nothing counts as passing.
      expect(paused).toMatchObject({ checked: 1, violating: 1, errors: 5, pending: false });
      expect(new Set(paused.recentErrors.map(({ code }) => code))).toEqual(new Set(["policy_paused"]));
      expect(await openOf(policyId)).toEqual(["worse"]);
      expect((await readEntity(tenant.owner, await idOf("calm"))).policies).toContainEqual(
        expect.objectContaining({ policyId, status: "error", reason: pausedMessage(tooLong) }),
      );
      expect((await audited("policy.pause")).map(({ actor, target }) => [actor.type, target.id])).toEqual([
        ["system", policyId],
      ]);
      expect((await readOverview(tenant.owner)).pausedPolicies).toBe(1);

      // A paused policy costs no deadline any more, and its neighbours judge what comes.
      const startedMs = performance.now();
      await cluster.apply(heavy("d"), configMap("new"));
      await world.work();
      expect(performance.now() - startedMs).toBeLessThan(2_000);
      expect(await errors()).toContain("ConfigMap shop/d policy_paused");
      expect(await openOf(other.id)).toEqual(["calm", "new", "worse"]);
    },
    stopTestMs,
  );

  test(
    "of a batch in which three had to be stopped, the others are no strikes, and all say that it is paused",
    async () => {
      await cluster.apply(...["a", "b", "c", "d", "e"].map(heavy));
      await world.work();
      expect((await strikes()).length).toBe(3);
      expect((await policy()).paused?.strikes.length).toBe(3);
      expect(await errors()).toEqual(
        ["a", "b", "c", "d", "e"].map((name) => `ConfigMap shop/${name} policy_paused`),
      );
      expect(await retryJobs()).toEqual([]);
    },
    stopTestMs,
  );

  test(
    "the same entity judged by two workers at once is one strike, one error and one waiting retry",
    async () => {
      await cluster.apply(heavy("a"));
      const id = await idOf("a");
      await Promise.all([evaluateEntities(system(), [id]), evaluateEntities(system(), [id])]);
      expect(await strikes()).toEqual(["a"]);
      expect(await policy()).toMatchObject({ errors: 1, paused: null });
      expect(await retryJobs()).toHaveLength(1);
    },
    stopTestMs,
  );

  test("three transactions that bring one strike each at the same moment pause the policy, once", async () => {
    await cluster.apply(configMap("a"), configMap("b"), configMap("c"), configMap("d"));
    await world.work();
    await pauseNow("a", "b", "c", "d");
    expect((await policy()).paused?.strikes).toHaveLength(3);
    expect(await audited("policy.pause")).toHaveLength(1);
  });

  test(
    "those of more than an hour ago do not count",
    async () => {
      await cluster.apply(heavy("a"), configMap("b"), configMap("c"));
      await pauseNow("b", "c");
      await evaluateEntities(system(STRIKE_COUNTS_MS + 60_000), [await idOf("a")]);
      expect((await policy()).paused).toBeNull();
      expect(await strikes()).toEqual(["a"]);
    },
    stopTestMs,
  );
});

describe("a retry", () => {
  test(
    "clears what was stopped once, through the queue, and leaves no job",
    async () => {
      await updatePolicy(tenant.owner, policyId, {
        name: "Heavy",
        templateId,
        parameters: { untilMs: Date.now() + 1_500 },
      });
      await cluster.apply(heavy("a"));
      await evaluateEntities(system(), [await idOf("a")]);
      expect(await errors()).toEqual(["ConfigMap shop/a timeout"]);
      const [job] = await retryJobs();
      expect(job?.in_seconds).toBeGreaterThan(RETRY_AFTER_MS.first / 1000 - 10);
      expect(job?.in_seconds).toBeLessThanOrEqual(RETRY_AFTER_MS.first / 1000);

      // A minute passes.
      await inspector.rows("UPDATE evaluation_errors SET retry_at = now() WHERE policy_id = $1", [policyId]);
      await inspector.rows(
        "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE '%retry:%'",
      );
      await inspector.rows(
        `UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 day' WHERE key NOT LIKE '%retry:%' OR key IS NULL`,
      );
      await world.work();
      expect(await policy()).toMatchObject({ checked: 1, errors: 0, paused: null });
      expect(await retryJobs()).toEqual([]);
    },
    stopTestMs,
  );

  test(
    "that is stopped again waits longer, and the third strike of one entity pauses",
    async () => {
      await cluster.apply(heavy("a"));
      await evaluateEntities(system(), [await idOf("a")]);
      // Not due yet: nothing is judged, the job stays.
      await retryEvaluations(system(RETRY_AFTER_MS.first / 2), { policyId });
      expect(await strikes()).toEqual(["a"]);
      expect(await retryJobs()).toHaveLength(1);

      const secondMs = RETRY_AFTER_MS.first + 10_000;
      await retryEvaluations(system(secondMs), { policyId });
      expect(await strikes()).toEqual(["a", "a"]);
      const [job] = await retryJobs();
      expect(job?.in_seconds).toBeGreaterThan(RETRY_AFTER_MS.later / 1000 - 10);

      await retryEvaluations(system(secondMs + RETRY_AFTER_MS.later + 10_000), { policyId });
      expect((await policy()).paused?.strikes).toHaveLength(3);
    },
    stopTestMs,
  );

  test("of an entity that was deleted meanwhile, or of a policy that is gone, does nothing", async () => {
    await cluster.apply(configMap("a"));
    await world.work();
    await inspector.rows(
      `INSERT INTO evaluation_errors (organization_id, policy_id, entity_id, cluster_id, policy_version_id, code, message, at, retry_at)
       SELECT e.organization_id, p.id, e.id, e.cluster_id, p.current_version_id, 'timeout', 'x', now(), now() - interval '1 minute'
         FROM entities e JOIN policies p ON p.id = $1 WHERE e.organization_id = p.organization_id`,
      [policyId],
    );
    await inspector.rows("UPDATE entities SET deleted_at = now() WHERE organization_id = $1", [
      tenant.organizationId,
    ]);
    await retryEvaluations(system(), { policyId });
    expect(await retryJobs()).toEqual([]);
    await retryEvaluations(system(), { policyId: "01980000-0000-7000-8000-000000000000" });
  });
});

describe("a paused policy", () => {
  beforeEach(async () => {
    await cluster.apply(configMap("a"), configMap("b"), configMap("c"), configMap("worse", { bad: "yes" }));
    await world.work();
    await pauseNow("a", "b", "c");
    await world.work();
    expect(await policy()).toMatchObject({ checked: 1, violating: 1, errors: 4, pending: false });
  });

  test("is resumed by hand: everything is judged, and strikes count from none", async () => {
    expect((await resumePolicy(tenant.owner, policyId)).paused).toBeNull();
    expect((await policy()).pending).toBe(true);
    await world.work();
    expect(await policy()).toMatchObject({
      checked: 4,
      violating: 1,
      errors: 0,
      pending: false,
      paused: null,
    });
    expect(await strikes()).toEqual([]);
    expect(await audited("policy.resume")).toHaveLength(1);
    await pauseNow("a", "b");
    expect((await policy()).paused).toBeNull();
  });

  test("judges again in its next version", async () => {
    const saved = await updatePolicy(tenant.owner, policyId, { name: "Heavy", templateId });
    expect(saved.paused).toBeNull();
    expect(await strikes()).toEqual([]);
    await world.work();
    expect(await policy()).toMatchObject({ checked: 4, violating: 1, errors: 0 });
  });

  test("is not resumed by switching it off and on", async () => {
    await disablePolicy(tenant.owner, policyId);
    await enablePolicy(tenant.owner, policyId);
    await world.work();
    expect(await policy()).toMatchObject({ checked: 0, violating: 0, errors: 4 });
    expect((await policy()).paused).not.toBeNull();
  });

  test("can be previewed", async () => {
    let last;
    for await (const frame of await previewPolicy(tenant.owner, { templateId, policyId })) last = frame;
    expect(last).toMatchObject({ complete: true, pass: 3, unchanged: 1, wouldOpen: 0, errors: [] });
  });

  test("proves no fix by being left out: of its own violation, and of another policy's", async () => {
    const owned = await createTemplate(tenant.owner, labelTemplate);
    const other = await createPolicy(tenant.owner, { name: "Owner", templateId: owned.id });
    await world.work();
    const fixOf = async (id: string) => {
      const [violation] = (await readViolationList(tenant.owner, { policy: id, q: "worse" })).items;
      return (await readViolation(tenant.owner, violation?.id ?? "")).fixPatch;
    };
    expect(await fixOf(other.id)).toMatchObject({
      proven: false,
      reason: `Heavy could not judge the patched object: ${pausedMessage("Too long.")}`,
    });
    expect(await fixOf(policyId)).toMatchObject({
      proven: false,
      patch: [{ op: "remove", path: "/metadata/labels/bad" }],
      reason: `The patched object could not be judged: ${pausedMessage("Too long.")}`,
    });
    await resumePolicy(tenant.owner, policyId);
    await world.work();
    expect(await fixOf(other.id)).toMatchObject({ proven: true });
  });

  test("says nothing any more through an evaluation that began before it was resumed or paused", async () => {
    const record = ({ situation, entities, inventories }: Awaited<ReturnType<typeof readNow>>) =>
      evaluateLoaded(system(), situation, entities, inventories, null);
    const whilePaused = await readNow("a");
    await resumePolicy(tenant.owner, policyId);
    await world.work();
    await record(whilePaused);
    expect(await errors()).toEqual([]);

    const whileJudging = await readNow("a");
    await pauseNow("a", "b", "c");
    await world.work();
    await record(whileJudging);
    expect(await errors()).toContain("ConfigMap shop/a policy_paused");
  });
});
