import { beforeEach, describe, expect, test } from "vitest";
import { makePolicy, openNames } from "@/scripts/testing/builders";
import { clusterOfTest, inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate } from "@/scripts/testing/templates";
import { createTemplateVersion } from "../templates/publish-template";
import { readViolationList } from "../violations/list-violations";
import { readPolicy } from "./read-policies";
import { createPolicy, updatePolicy } from "./save-policy";
import { deletePolicy, disablePolicy, enablePolicy } from "./switch-policy";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);
const cluster = clusterOfTest(tenant);

const open = () => openNames(tenant.owner);
const resolutions = async () =>
  (await readViolationList(tenant.owner, { state: "resolved" })).items.map((item) => item.resolution);

describe("the life of what a policy found", () => {
  let policyId: string;
  let templateId: string;

  beforeEach(async () => {
    ({ id: policyId, templateId } = await makePolicy(tenant.owner, "Owner", labelTemplate));
    await cluster.apply(configMap("a"), configMap("b", { team: "x" }));
    await world.work();
    expect(await open()).toEqual(["a", "b"]);
  });

  test("other parameters resolve what they no longer find as policy changed, and keep the rest", async () => {
    await updatePolicy(tenant.owner, policyId, { name: "Owner", templateId, parameters: { label: "team" } });
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ version: 2, pending: true });
    await world.work();
    expect([await open(), await resolutions()]).toEqual([["a"], ["policy_changed"]]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      checked: 2,
      violating: 1,
      pending: false,
    });
  });

  test("narrower targets resolve what they leave out, and count it no more", async () => {
    await updatePolicy(tenant.owner, policyId, {
      name: "Owner",
      templateId,
      targets: { labels: { team: "x" } },
    });
    await world.work();
    expect([await open(), await resolutions()]).toEqual([["b"], ["policy_changed"]]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1 });
  });

  test("disabling resolves everything at once as policy disabled; enabling opens the same violations again", async () => {
    await disablePolicy(tenant.owner, policyId);
    expect([await open(), await resolutions()]).toEqual([[], ["policy_disabled", "policy_disabled"]]);
    await cluster.apply(configMap("a", { v: "2" }));
    await world.work();
    expect(await open()).toEqual([]);
    const numbers = (await readViolationList(tenant.owner, { state: "resolved" })).items
      .map((item) => item.number)
      .toSorted();
    await enablePolicy(tenant.owner, policyId);
    await world.work();
    const reopened = (await readViolationList(tenant.owner, {})).items;
    expect(reopened.map((item) => [item.number, item.reopenedCount]).toSorted()).toEqual(
      numbers.map((number) => [number, 1]),
    );
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      enabled: true,
      checked: 2,
      violating: 2,
      pending: false,
    });
  });

  test("saving it disabled does the same as disabling it", async () => {
    await updatePolicy(tenant.owner, policyId, { name: "Owner", templateId, enabled: false });
    expect([await open(), await resolutions()]).toEqual([[], ["policy_disabled", "policy_disabled"]]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      enabled: false,
      checked: 0,
      violating: 0,
      errors: 0,
    });
  });

  test("deleting takes its violations and their history along, and the name is free again", async () => {
    await deletePolicy(tenant.owner, policyId);
    await world.work();
    expect([await open(), await resolutions()]).toEqual([[], []]);
    const traces = await inspector.rows(
      "SELECT 1 FROM entities WHERE $1::uuid = ANY (judged) UNION ALL SELECT 1 FROM policy_counters WHERE policy_id = $1",
      [policyId],
    );
    expect(traces).toEqual([]);
    await createPolicy(tenant.owner, { name: "Owner", templateId });
    await world.work();
    expect(await open()).toEqual(["a", "b"]);
  });

  test("every version is kept, with who made it and what it changed; saved versions cannot be changed", async () => {
    await createTemplateVersion(tenant.owner, templateId, { ...labelTemplate, severity: "low" });
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      template: { version: 1, latestVersion: 2 },
    });
    await updatePolicy(tenant.owner, policyId, {
      name: "Renamed",
      templateId,
      parameters: { label: "team" },
    });
    const { versions, template } = await readPolicy(tenant.owner, policyId);
    expect(template).toMatchObject({ version: 2, latestVersion: 2 });
    expect(versions.map(({ version, by, change }) => [version, by, change])).toEqual([
      [2, "Ada", "Changed name, parameters, severity, template version 2"],
      [1, "Ada", "Created"],
    ]);
    await expect(
      inspector.rows("UPDATE policy_versions SET change = 'x' WHERE policy_id = $1", [policyId]),
    ).rejects.toThrow("append-only");
  });

  test("two saves at the same moment are two versions, the second on top of the first", async () => {
    await Promise.all(
      ["x", "y", "z"].map((label) =>
        updatePolicy(tenant.owner, policyId, { name: "Owner", templateId, parameters: { label } }),
      ),
    );
    expect((await readPolicy(tenant.owner, policyId)).versions.map(({ version }) => version)).toEqual([
      4, 3, 2, 1,
    ]);
  });
});
