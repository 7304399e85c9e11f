import { afterAll, beforeAll, expect, test } from "vitest";
import type { PreviewFrame } from "@/lib/contracts/api/policies";
import { configMap, labelRego, labelTemplate } from "@/scripts/testing/templates";
import { createWorld, type Tenant, type World } from "@/scripts/testing/world";
import { listAudit } from "../audit/list-audit";
import { readPolicy } from "../policies/read-policies";
import { createPolicy, updatePolicy } from "../policies/save-policy";
import { createTemplate, createTemplateVersion } from "../templates/publish-template";
import { readViolationList } from "../violations/list-violations";
import { previewPolicy } from "./preview-policy";

let world: World;
let tenant: Tenant;

beforeAll(async () => {
  world = await createWorld();
  tenant = await world.organization();
});
afterAll(() => world.close());

async function lastFrame(input: object): Promise<PreviewFrame | undefined> {
  let last: PreviewFrame | undefined;
  for await (const frame of await previewPolicy(tenant.owner, input)) last = frame;
  return last;
}

const openNames = async () =>
  (await readViolationList(tenant.owner, {})).items.map(({ entity }) => entity.name).sort();

test("what a newer template version would open, resolve and keep is what moving the policy to it then does", async () => {
  const cluster = await tenant.cluster();
  await cluster.apply(
    configMap("no-label"),
    configMap("internal", { internal: "yes" }),
    configMap("owned", { owner: "team-a" }),
    configMap("owned-by-nobody", { owner: "nobody" }),
  );
  const template = await createTemplate(tenant.owner, labelTemplate);
  const policy = await createPolicy(tenant.owner, { name: "Owner", templateId: template.id });
  await world.work();
  expect(await openNames()).toEqual(["internal", "no-label"]);

  // Version 2 forgives internal ones and looks at the value.
  const rego = `${labelRego.replace("if {", "if {\n\tnot input.metadata.labels.internal")}
violation contains "Nobody is no owner" if input.metadata.labels.owner == "nobody"
`;
  await createTemplateVersion(tenant.owner, template.id, { ...labelTemplate, rego });
  expect((await readPolicy(tenant.owner, policy.id)).template).toMatchObject({
    version: 1,
    latestVersion: 2,
  });
  const frame = await lastFrame({ templateId: template.id, templateVersion: 2, policyId: policy.id });
  expect(frame).toMatchObject({ complete: true, wouldOpen: 1, wouldResolve: 1, unchanged: 1, pass: 2 });
  expect(await openNames()).toEqual(["internal", "no-label"]);

  const moved = await updatePolicy(tenant.owner, policy.id, {
    name: "Owner",
    templateId: template.id,
    templateVersion: 2,
  });
  await world.work();
  expect(moved).toMatchObject({ version: 2, template: { version: 2, latestVersion: 2 } });
  expect(await openNames()).toEqual(["no-label", "owned-by-nobody"]);
  expect(moved.versions[0]?.change).toContain("template version 2");
  const { items } = await listAudit(tenant.owner, {});
  expect(items.filter(({ action }) => action === "policy.update")).toHaveLength(1);
});
