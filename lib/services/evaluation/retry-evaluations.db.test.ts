import { setTimeout } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { createHeavyPolicy, heavy, stopTestMs, type HeavyPolicy } from "@/scripts/testing/heavy-policy";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap } from "@/scripts/testing/templates";
import { RETRY_AFTER_MS } from "@/lib/domain/strikes";
import { createJudge } from "@/lib/engine/pool";
import { updatePolicy } from "../policies/save-policy";
import { evaluateEntities } from "./evaluate-entities";
import { retryEvaluations } from "./retry-evaluations";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
let scene: HeavyPolicy;
beforeEach(async () => {
  scene = await createHeavyPolicy(world, inspector);
});

test(
  "a retry clears what was stopped once, through the queue, and leaves no job",
  async () => {
    const untilMs = Date.now() + 8_000;
    await updatePolicy(scene.tenant.owner, scene.policyId, {
      name: "Heavy",
      templateId: scene.templateId,
      parameters: { untilMs },
    });
    await scene.cluster.apply(heavy("a"));
    await evaluateEntities(scene.system(), [await scene.idOf("a")]);
    expect(await scene.errors()).toEqual(["ConfigMap shop/a timeout"]);
    const [job] = await scene.retryJobs();
    expect(job?.in_seconds).toBeGreaterThan(RETRY_AFTER_MS.first / 2000);
    expect(job?.in_seconds).toBeLessThanOrEqual(RETRY_AFTER_MS.first / 1000);

    // What made it slow ends, and a minute passes.
    await setTimeout(Math.max(0, untilMs - Date.now()));
    await inspector.rows("UPDATE evaluation_errors SET retry_at = now() WHERE policy_id = $1", [
      scene.policyId,
    ]);
    await inspector.rows("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE '%retry:%'");
    await inspector.rows(
      `UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 day' WHERE key NOT LIKE '%retry:%' OR key IS NULL`,
    );
    await world.work();
    expect(await scene.policy()).toMatchObject({ checked: 1, errors: 0, paused: null });
    expect(await scene.retryJobs()).toEqual([]);
  },
  stopTestMs,
);

test(
  "a retry that is stopped again waits longer, and the third strike of one entity pauses",
  async () => {
    await scene.cluster.apply(heavy("a"));
    await evaluateEntities(scene.system(), [await scene.idOf("a")]);
    // Not due yet: nothing is judged, the job stays.
    await retryEvaluations(scene.system(RETRY_AFTER_MS.first / 2), { policyId: scene.policyId });
    expect(await scene.strikes()).toEqual(["a"]);
    expect(await scene.retryJobs()).toHaveLength(1);

    const secondMs = RETRY_AFTER_MS.first + 10_000;
    await retryEvaluations(scene.system(secondMs), { policyId: scene.policyId });
    expect(await scene.strikes()).toEqual(["a", "a"]);
    const [job] = await scene.retryJobs();
    expect(job?.in_seconds).toBeGreaterThan(RETRY_AFTER_MS.later / 2000);

    await retryEvaluations(scene.system(secondMs + RETRY_AFTER_MS.later + 10_000), {
      policyId: scene.policyId,
    });
    expect((await scene.policy()).paused?.strikes).toHaveLength(3);
  },
  stopTestMs,
);

/** An error of each entity, due to be tried again, as an evaluation that was stopped would leave it. */
const leaveStopped = async () => {
  await inspector.rows(
    `INSERT INTO evaluation_errors (organization_id, policy_id, entity_id, cluster_id, policy_version_id, code, message, at, retry_at)
       SELECT e.organization_id, p.id, e.id, e.cluster_id, p.current_version_id, 'timeout', 'x', now(), now() - interval '1 minute'
         FROM entities e JOIN policies p ON p.id = $1 WHERE e.organization_id = p.organization_id`,
    [scene.policyId],
  );
  await inspector.rows(
    `INSERT INTO policy_counters (organization_id, policy_id, cluster_id, errors) SELECT organization_id, policy_id, cluster_id, count(*)
         FROM evaluation_errors WHERE policy_id = $1 GROUP BY 1, 2, 3
       ON CONFLICT (organization_id, policy_id, cluster_id) DO UPDATE SET errors = excluded.errors`,
    [scene.policyId],
  );
};

test("a retry that breaks off is done by the one after it", async () => {
  await scene.cluster.apply(configMap("a"), configMap("b"));
  await world.work();
  await leaveStopped();
  const source = { findUnit: () => Promise.resolve(null), findModule: () => Promise.resolve(null) };
  const judge = createJudge({ source, threads: 1, deadlineMs: 100, memoryMiBMax: 16, resultBytesMax: 100 });
  await judge.close();
  const broken = { ...scene.system(), services: { ...world.services, judge } };
  await expect(retryEvaluations(broken, { policyId: scene.policyId })).rejects.toThrow("The judge is closed");
  expect(await scene.policy()).toMatchObject({ errors: 2 });
  await retryEvaluations(scene.system(), { policyId: scene.policyId });
  expect(await scene.policy()).toMatchObject({ checked: 2, errors: 0 });
  expect(await scene.retryJobs()).toEqual([]);
});

test("a retry of an entity that was deleted meanwhile, or of a policy that is gone, does nothing", async () => {
  await scene.cluster.apply(configMap("a"));
  await world.work();
  await leaveStopped();
  await inspector.rows("UPDATE entities SET deleted_at = now() WHERE organization_id = $1", [
    scene.tenant.organizationId,
  ]);
  await retryEvaluations(scene.system(), { policyId: scene.policyId });
  expect(await scene.retryJobs()).toEqual([]);
  await retryEvaluations(scene.system(), { policyId: "01980000-0000-7000-8000-000000000000" });
});
