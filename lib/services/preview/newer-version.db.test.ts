import { expect, test } from "vitest";
import { lastOf, makePolicy, openNames } from "@/scripts/testing/builders";
import { tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelRego, labelTemplate } from "@/scripts/testing/templates";
import { listAudit } from "../audit/list-audit";
import { readPolicy } from "../policies/read-policies";
import { updatePolicy } from "../policies/save-policy";
import { createTemplateVersion } from "../templates/publish-template";
import { previewPolicy } from "./preview-policy";

const world = worldOfFile();
const tenant = tenantOfFile(world);

test("what a newer template version would open, resolve and keep is what moving the policy to it then does", async () => {
  const cluster = await tenant.cluster();
  await cluster.apply(
    configMap("no-label"),
    configMap("internal", { internal: "yes" }),
    configMap("owned", { owner: "team-a" }),
    configMap("owned-by-nobody", { owner: "nobody" }),
  );
  const policy = await makePolicy(tenant.owner, "Owner", labelTemplate);
  await world.work();
  expect(await openNames(tenant.owner)).toEqual(["internal", "no-label"]);

  // Version 2 forgives internal ones and looks at the value.
  const rego = `${labelRego.replace("if {", "if {\n\tnot input.metadata.labels.internal")}
violation contains "Nobody is no owner" if input.metadata.labels.owner == "nobody"
`;
  await createTemplateVersion(tenant.owner, policy.templateId, { ...labelTemplate, rego });
  expect((await readPolicy(tenant.owner, policy.id)).template).toMatchObject({
    version: 1,
    latestVersion: 2,
  });
  const frame = await lastOf(
    await previewPolicy(tenant.owner, {
      templateId: policy.templateId,
      templateVersion: 2,
      policyId: policy.id,
    }),
  );
  expect(frame).toMatchObject({ complete: true, wouldOpen: 1, wouldResolve: 1, unchanged: 1, pass: 2 });
  expect(await openNames(tenant.owner)).toEqual(["internal", "no-label"]);

  const moved = await updatePolicy(tenant.owner, policy.id, {
    name: "Owner",
    templateId: policy.templateId,
    templateVersion: 2,
  });
  await world.work();
  expect(moved).toMatchObject({ version: 2, template: { version: 2, latestVersion: 2 } });
  expect(await openNames(tenant.owner)).toEqual(["no-label", "owned-by-nobody"]);
  expect(moved.versions[0]?.change).toContain("template version 2");
  const { items } = await listAudit(tenant.owner, {});
  expect(items.filter(({ action }) => action === "policy.update")).toHaveLength(1);
});
