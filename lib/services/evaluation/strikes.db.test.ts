import { beforeEach, describe, expect, test } from "vitest";
import { beginEvaluation, lastOf, makePolicy, openNames } from "@/scripts/testing/builders";
import {
  createHeavyPolicy,
  heavy,
  stopTestMs,
  tooLong,
  type HeavyPolicy,
} from "@/scripts/testing/heavy-policy";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate } from "@/scripts/testing/templates";
import { pausedMessage, STRIKE_COUNTS_MS } from "@/lib/domain/strikes";
import { listAudit } from "../audit/list-audit";
import { readEntity } from "../entities/read-entity";
import { readOverview } from "../overview/read-overview";
import { updatePolicy } from "../policies/save-policy";
import { disablePolicy, enablePolicy, resumePolicy } from "../policies/switch-policy";
import { previewPolicy } from "../preview/preview-policy";
import { readViolation } from "../violations/read-violation";
import { readViolationList } from "../violations/list-violations";
import { evaluateEntities } from "./evaluate-entities";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
let scene: HeavyPolicy;
beforeEach(async () => {
  scene = await createHeavyPolicy(world, inspector);
});

const audited = async (action: string) =>
  (await listAudit(scene.tenant.owner, {})).items.filter((entry) => entry.action === action);
const openOf = (id: string) => openNames(scene.tenant.owner, { policy: id });

describe("strikes", () => {
  test(
    "the third one pauses the policy; neighbours go on, nothing passes, and what was open stays",
    async () => {
      const other = await makePolicy(scene.tenant.owner, "Owner", labelTemplate);
      await scene.cluster.apply(configMap("calm"), configMap("worse", { bad: "yes" }), heavy("a"));
      await world.work();
      expect(await scene.policy()).toMatchObject({ checked: 2, violating: 1, errors: 1, paused: null });
      expect(await scene.errors()).toEqual(["ConfigMap shop/a timeout"]);
      expect(await openOf(other.id)).toEqual(["calm", "worse"]);

      await scene.cluster.apply(heavy("b"));
      await world.work();
      expect((await scene.policy()).paused).toBeNull();
      expect(await scene.strikes()).toEqual(["a", "b"]);
      expect(await audited("policy.pause")).toEqual([]);

      await scene.cluster.apply(heavy("c"));
      await world.work();
      const paused = await scene.policy();
      expect(paused.paused).toMatchObject({ code: "timeout", message: tooLong });
      expect(paused.paused?.strikes.map(({ entity, cluster: name }) => `${entity} ${name}`)).toEqual([
        "ConfigMap shop/c prod-eu",
        "ConfigMap shop/b prod-eu",
        "ConfigMap shop/a prod-eu",
      ]);
      // Only the violation that was open is still known; nothing counts as passing.
      expect(paused).toMatchObject({ checked: 1, violating: 1, errors: 5, pending: false });
      expect(new Set(paused.recentErrors.map(({ code }) => code))).toEqual(new Set(["policy_paused"]));
      expect(await openOf(scene.policyId)).toEqual(["worse"]);
      expect((await readEntity(scene.tenant.owner, await scene.idOf("calm"))).policies).toContainEqual(
        expect.objectContaining({
          policyId: scene.policyId,
          status: "error",
          reason: pausedMessage(tooLong),
        }),
      );
      expect((await audited("policy.pause")).map(({ actor, target }) => [actor.type, target.id])).toEqual([
        ["system", scene.policyId],
      ]);
      expect((await readOverview(scene.tenant.owner)).pausedPolicies).toBe(1);

      // A paused policy is not run any more, and its neighbours judge what comes.
      await scene.cluster.apply(heavy("d"), configMap("new"));
      await world.work();
      expect(await scene.errors()).toContain("ConfigMap shop/d policy_paused");
      expect(await openOf(other.id)).toEqual(["calm", "new", "worse"]);
    },
    stopTestMs,
  );

  test(
    "of a batch in which three had to be stopped, the others are no strikes, and all say that it is paused",
    async () => {
      await scene.cluster.apply(...["a", "b", "c", "d", "e"].map(heavy));
      await world.work();
      expect((await scene.strikes()).length).toBe(3);
      expect((await scene.policy()).paused?.strikes.length).toBe(3);
      expect(await scene.errors()).toEqual(
        ["a", "b", "c", "d", "e"].map((name) => `ConfigMap shop/${name} policy_paused`),
      );
      expect(await scene.retryJobs()).toEqual([]);
    },
    stopTestMs,
  );

  test(
    "the same entity judged by two workers at once is one strike, one error and one waiting retry",
    async () => {
      await scene.cluster.apply(heavy("a"));
      const id = await scene.idOf("a");
      await Promise.all([evaluateEntities(scene.system(), [id]), evaluateEntities(scene.system(), [id])]);
      expect(await scene.strikes()).toEqual(["a"]);
      expect(await scene.policy()).toMatchObject({ errors: 1, paused: null });
      expect(await scene.retryJobs()).toHaveLength(1);
    },
    stopTestMs,
  );

  test("three transactions that bring one strike each at the same moment pause the policy, once", async () => {
    await scene.cluster.apply(configMap("a"), configMap("b"), configMap("c"), configMap("d"));
    await world.work();
    await scene.strike("a", "b", "c", "d");
    expect((await scene.policy()).paused?.strikes).toHaveLength(3);
    expect(await audited("policy.pause")).toHaveLength(1);
  });

  test(
    "those of more than an hour ago do not count",
    async () => {
      await scene.cluster.apply(heavy("a"), configMap("b"), configMap("c"));
      await scene.strike("b", "c");
      await evaluateEntities(scene.system(STRIKE_COUNTS_MS + 60_000), [await scene.idOf("a")]);
      expect((await scene.policy()).paused).toBeNull();
      expect(await scene.strikes()).toEqual(["a"]);
    },
    stopTestMs,
  );
});

describe("a paused policy", () => {
  beforeEach(async () => {
    await scene.cluster.apply(
      configMap("a"),
      configMap("b"),
      configMap("c"),
      configMap("worse", { bad: "yes" }),
    );
    await world.work();
    await scene.strike("a", "b", "c");
    await world.work();
    expect(await scene.policy()).toMatchObject({ checked: 1, violating: 1, errors: 4, pending: false });
  });

  test("is resumed by hand: everything is judged, and strikes count from none", async () => {
    expect((await resumePolicy(scene.tenant.owner, scene.policyId)).paused).toBeNull();
    expect((await scene.policy()).pending).toBe(true);
    await world.work();
    expect(await scene.policy()).toMatchObject({
      checked: 4,
      violating: 1,
      errors: 0,
      pending: false,
      paused: null,
    });
    expect(await scene.strikes()).toEqual([]);
    expect(await audited("policy.resume")).toHaveLength(1);
    await scene.strike("a", "b");
    expect((await scene.policy()).paused).toBeNull();
  });

  test("judges again in its next version", async () => {
    const saved = await updatePolicy(scene.tenant.owner, scene.policyId, {
      name: "Heavy",
      templateId: scene.templateId,
    });
    expect(saved.paused).toBeNull();
    expect(await scene.strikes()).toEqual([]);
    await world.work();
    expect(await scene.policy()).toMatchObject({ checked: 4, violating: 1, errors: 0 });
  });

  test("is not resumed by switching it off and on", async () => {
    await disablePolicy(scene.tenant.owner, scene.policyId);
    await enablePolicy(scene.tenant.owner, scene.policyId);
    await world.work();
    expect(await scene.policy()).toMatchObject({ checked: 0, violating: 0, errors: 4 });
    expect((await scene.policy()).paused).not.toBeNull();
  });

  test("can be previewed", async () => {
    const { templateId, policyId } = scene;
    const last = await lastOf(await previewPolicy(scene.tenant.owner, { templateId, policyId }));
    expect(last).toMatchObject({ complete: true, pass: 3, unchanged: 1, wouldOpen: 0, errors: [] });
  });

  test("proves no fix by being left out: of its own violation, and of another policy's", async () => {
    const other = await makePolicy(scene.tenant.owner, "Owner", labelTemplate);
    await world.work();
    const fixOf = async (id: string) => {
      const [violation] = (await readViolationList(scene.tenant.owner, { policy: id, q: "worse" })).items;
      return (await readViolation(scene.tenant.owner, violation?.id ?? "")).fixPatch;
    };
    expect(await fixOf(other.id)).toMatchObject({
      proven: false,
      reason: `Heavy could not judge the patched object: ${pausedMessage(tooLong)}`,
    });
    expect(await fixOf(scene.policyId)).toMatchObject({
      proven: false,
      patch: [{ op: "remove", path: "/metadata/labels/bad" }],
      reason: `The patched object could not be judged: ${pausedMessage(tooLong)}`,
    });
    await resumePolicy(scene.tenant.owner, scene.policyId);
    await world.work();
    expect(await fixOf(other.id)).toMatchObject({ proven: true });
  });

  test("says nothing any more through an evaluation that began before it was resumed or paused", async () => {
    const begin = async () => await beginEvaluation(scene.tenant, scene.cluster, await scene.idOf("a"));
    const whilePaused = await begin();
    await resumePolicy(scene.tenant.owner, scene.policyId);
    await world.work();
    await whilePaused.record();
    expect(await scene.errors()).toEqual([]);

    const whileJudging = await begin();
    await scene.strike("a", "b", "c");
    await world.work();
    await whileJudging.record();
    expect(await scene.errors()).toContain("ConfigMap shop/a policy_paused");
  });
});
