import { describe, expect, test } from "vitest";
import { makePolicy } from "@/scripts/testing/builders";
import { inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { labelTemplate, templateOf } from "@/scripts/testing/templates";
import { createTemplate } from "../templates/publish-template";
import { createPolicy, updatePolicy } from "./save-policy";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);

describe("what a policy is refused for, with the path of each field and nothing written", () => {
  const strict = templateOf(
    'package test.strict\n\nviolation contains "x" if input.data.n == input.parameters.max',
    {
      parameters: {
        type: "object",
        properties: {
          max: { type: "integer", minimum: 1, maximum: 10 },
          names: { type: "array", items: { type: "string", pattern: "^[a-z]+$" } },
          mode: { type: "string", enum: ["a", "b"] },
        },
        required: ["max"],
      },
    },
  );
  const good = { max: 5, names: ["abc"], mode: "a" };
  const cases: [string, object, string][] = [
    ["a missing required parameter", { parameters: { names: [] } }, "parameters.max"],
    ["a parameter above its maximum", { parameters: { ...good, max: 11 } }, "parameters.max"],
    ["a parameter of another type", { parameters: { ...good, max: "5" } }, "parameters.max"],
    [
      "an item that does not match its pattern",
      { parameters: { ...good, names: ["abc", "A1"] } },
      "parameters.names[1]",
    ],
    ["a value that is not offered", { parameters: { ...good, mode: "c" } }, "parameters.mode"],
    ["a template that does not exist", { templateId: "00000000-0000-7000-8000-00000000dead" }, "templateId"],
    ["a template version that does not exist", { templateVersion: 2 }, "templateId"],
    ["a template version beyond any number", { templateVersion: 9_007_199_254_740_991 }, "templateId"],
    [
      "a cluster that does not exist",
      { targets: { clusters: { ids: ["00000000-0000-7000-8000-00000000dead"] } } },
      "targets.clusters.ids.0",
    ],
    [
      "a kind that the template does not judge",
      { targets: { kinds: [{ group: "apps", kind: "Deployment" }] } },
      "targets.kinds.0",
    ],
    [
      "an exclusion without a reason",
      { targets: { exclusions: [{ name: "a", reason: "" }] } },
      "targets.exclusions.0.reason",
    ],
    ["a field that does not exist", { surprise: true }, ""],
    ["an empty name", { name: " " }, "name"],
    ["NUL in a name", { name: "a\0b" }, "name"],
    ["NUL in a parameter", { parameters: { ...good, names: ["a\0"] } }, "parameters.names.0"],
  ];

  test.each(cases)("%s", async (_what, change, path) => {
    const template = await createTemplate(tenant.owner, strict);
    const before = await inspector.digests();
    const input = { name: "Strict", templateId: template.id, parameters: good, ...change };
    await expect(createPolicy(tenant.owner, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path }],
    });
    expect(await inspector.digests()).toEqual(before);
  });

  test("a name that is taken, and a template that another organization owns", async () => {
    const { templateId } = await makePolicy(tenant.owner, "Owner", labelTemplate);
    await expect(createPolicy(tenant.owner, { name: "Owner", templateId })).rejects.toMatchObject({
      fields: [{ path: "name" }],
    });
    const other = await world.organization("Other");
    const foreign = await createTemplate(other.owner, labelTemplate);
    const foreignCluster = await other.cluster();
    await expect(
      createPolicy(tenant.owner, { name: "Foreign", templateId: foreign.id }),
    ).rejects.toMatchObject({
      fields: [{ path: "templateId", message: "This template or version does not exist." }],
    });
    await expect(
      createPolicy(tenant.owner, {
        name: "Foreign",
        templateId,
        targets: { clusters: { ids: [foreignCluster.clusterId] } },
      }),
    ).rejects.toMatchObject({
      fields: [{ path: "targets.clusters.ids.0", message: "This cluster does not exist." }],
    });
  });

  test("a policy keeps its template", async () => {
    const policy = await makePolicy(tenant.owner, "Owner", labelTemplate);
    const second = await createTemplate(tenant.owner, labelTemplate);
    await expect(
      updatePolicy(tenant.owner, policy.id, { name: "Owner", templateId: second.id }),
    ).rejects.toMatchObject({ fields: [{ path: "templateId" }] });
  });
});
