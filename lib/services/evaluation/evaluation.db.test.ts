import { beforeEach, describe, expect, test } from "vitest";
import { beginEvaluation, entityIdOf, makePolicy, openEntities, systemOf } from "@/scripts/testing/builders";
import { deletion, uidOf } from "@/scripts/testing/frames";
import { clusterOfTest, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate, secret, templateOf } from "@/scripts/testing/templates";
import { readPolicy } from "../policies/read-policies";
import { updatePolicy } from "../policies/save-policy";
import { createTemplateVersion } from "../templates/publish-template";
import { readViolationList } from "../violations/list-violations";
import { readViolation } from "../violations/read-violation";
import { evaluateEntities } from "./evaluate-entities";

const world = worldOfFile();
const tenant = tenantOfTest(world);
const cluster = clusterOfTest(tenant);

const open = () => openEntities(tenant.owner);
const begin = async () => await beginEvaluation(tenant, cluster, await entityIdOf(tenant.owner, "a"));

describe("at once", () => {
  beforeEach(async () => {
    await makePolicy(tenant.owner, "Owner", labelTemplate);
    await cluster.apply(configMap("a"));
  });

  test("evaluations of one entity at the same moment give one violation, one event and one count", async () => {
    const id = await entityIdOf(tenant.owner, "a");
    const recorded = await Promise.all(
      Array.from({ length: 4 }, () => evaluateEntities(systemOf(tenant.owner), [id])),
    );
    expect(recorded.map((result) => result.opened).toSorted()).toEqual([0, 0, 0, 1]);
    await world.work();
    const list = await readViolationList(tenant.owner, {});
    expect(list.total).toBe(1);
    expect(
      (await readViolation(tenant.owner, list.items[0]?.id ?? "")).events.map((event) => event.type),
    ).toEqual(["opened"]);
    expect(await readPolicy(tenant.owner, list.items[0]?.policy.id ?? "")).toMatchObject({
      checked: 1,
      violating: 1,
    });
  });

  test("an evaluation that started before the entity changed writes nothing", async () => {
    const early = await begin();
    await cluster.apply(configMap("a", { owner: "team-b" }));
    expect(await early.record()).toMatchObject({ opened: 0, changed: false });
    expect(await open()).toEqual([]);
    await world.work();
    expect(await open()).toEqual([]);
  });

  test("an evaluation that started before the entity was deleted writes nothing", async () => {
    const early = await begin();
    await cluster.send(deletion(uidOf("a")));
    expect(await early.record()).toMatchObject({ opened: 0, changed: false });
    expect(await open()).toEqual([]);
  });

  test("an evaluation that started before the policy changed writes nothing of that policy", async () => {
    const early = await begin();
    const [policy] = early.situation.policies;
    const templateId = (await readPolicy(tenant.owner, policy?.id ?? "")).template.id;
    await updatePolicy(tenant.owner, policy?.id ?? "", {
      name: "Owner",
      templateId,
      targets: { namespaces: { include: ["elsewhere"] } },
    });
    await world.work();
    await early.record();
    expect(await open()).toEqual([]);
  });
});

describe("errors and hostile values", () => {
  test("a rule that quotes NUL is recorded, and so are its neighbours", async () => {
    const quoting = templateOf(
      'package test.quote\n\nviolation contains {"msg": sprintf("found %s", [value]), "violating_key": sprintf("data.%s", [key]), "recommended_value": value, "extra": value} if some key, value in input.data',
    );
    await makePolicy(tenant.owner, "Quote", quoting);
    await cluster.apply(configMap("nul", {}, { a: "x\0y" }), configMap("plain", {}, { a: "xy" }));
    await world.work();
    expect((await readViolationList(tenant.owner, {})).items.map((item) => item.message).toSorted()).toEqual([
      "found xy",
      "found x\ufffdy",
    ]);
  });

  test("a policy moved to a template version that judges other kinds resolves what it found of the old ones", async () => {
    const policy = await makePolicy(tenant.owner, "Owner", labelTemplate);
    await cluster.apply(configMap("a"), secret("s"));
    await world.work();
    expect(await open()).toEqual(["ConfigMap a"]);
    await createTemplateVersion(tenant.owner, policy.templateId, {
      ...labelTemplate,
      targets: [{ group: "", kinds: ["Secret"] }],
    });
    await updatePolicy(tenant.owner, policy.id, { name: "Owner", templateId: policy.templateId });
    await world.work();
    expect(await open()).toEqual(["Secret s"]);
    expect(await readPolicy(tenant.owner, policy.id)).toMatchObject({
      checked: 1,
      violating: 1,
      errors: 0,
      pending: false,
    });
  });
});
