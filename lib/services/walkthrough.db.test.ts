import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { lastOf } from "@/scripts/testing/builders";
import { tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import type { TestCluster } from "@/scripts/testing/world";
import type { Json } from "@/lib/contracts/wire/canonical-json";
import { applyPatch } from "@/lib/domain/patch";
import { createPolicy } from "./policies/save-policy";
import { previewPolicy } from "./preview/preview-policy";
import { createTemplate } from "./templates/publish-template";
import { readViolation } from "./violations/read-violation";
import { readViolationFacets, readViolationList } from "./violations/list-violations";
import { readEntity } from "./entities/read-entity";
import { readPolicy } from "./policies/read-policies";

const file = (name: string) => new URL(`../../e2e/walkthrough/${name}`, import.meta.url);
const manifest = async (name: string): Promise<Json> => {
  const parseYaml: (text: string) => Json = parse;
  return parseYaml(await readFile(file(name), "utf8"));
};

const world = worldOfFile();
const tenant = tenantOfFile(world);
let cluster: TestCluster;
let templateId: string;
let policyId: string;
let violationId: string;

beforeAll(async () => {
  cluster = await tenant.cluster();
});

describe("the walkthrough, without HTTP", () => {
  test("the template compiles unchanged and is published", async () => {
    const template = await createTemplate(tenant.owner, {
      title: "Egress to DNS only",
      severity: "high",
      category: "network-security",
      rego: await readFile(file("template.rego"), "utf8"),
      parameters: { type: "object", properties: { namespace: { type: "string" } }, required: ["namespace"] },
      targets: [{ group: "networking.k8s.io", kinds: ["NetworkPolicy"] }],
    });
    expect(template.version).toBe(1);
    expect(template.regoVersion).toBe("v0");
    templateId = template.id;
  });

  test("a policy without its required parameter is refused with the field's path", async () => {
    await expect(
      createPolicy(tenant.owner, { name: "DNS", templateId, parameters: {} }),
    ).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "parameters.namespace" }],
    });
  });

  test("the preview says what the policy would find, and writes nothing", async () => {
    await cluster.apply(await manifest("allow-dns-traffic-to-another-dns.yaml"));
    await world.work();
    const parameters = { namespace: "test" };
    expect(await lastOf(await previewPolicy(tenant.owner, { templateId, parameters }))).toMatchObject({
      complete: true,
      wouldOpen: 1,
      pass: 0,
      wouldResolve: 0,
      findings: [{ name: "allow-dns-traffic-to-another-dns" }],
    });
    expect((await readViolationList(tenant.owner, {})).total).toBe(0);
  });

  test("a compliant object opens nothing; the other one opens a violation that names its field", async () => {
    policyId = (
      await createPolicy(tenant.owner, {
        name: "Egress to DNS only · test",
        templateId,
        parameters: { namespace: "test" },
      })
    ).id;
    await cluster.apply(await manifest("allow-dns-traffic-to-kube-dns.yaml"));
    await world.work();
    const list = await readViolationList(tenant.owner, {});
    expect(list.items).toMatchObject([
      {
        message: "Expecting value 'kube-dns', but 'another-dns' was detected",
        state: "open",
        severity: "high",
        occurrence: {
          path: "spec.egress[0].to[0].podSelector.matchLabels.k8s-app",
          pointer: "/spec/egress/0/to/0/podSelector/matchLabels/k8s-app",
          found: { value: "another-dns" },
          recommended: { value: "kube-dns" },
        },
        fix: "proven",
      },
    ]);
    violationId = list.items[0]?.id ?? "";
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      checked: 2,
      violating: 1,
      errors: 0,
      pending: false,
    });
    expect((await readViolationFacets(tenant.owner, {})).states).toEqual({
      open: 1,
      resolved: 0,
      excepted: 0,
    });
  });

  test("the fix is proven, and applying it resolves the violation as fixed", async () => {
    const violation = await readViolation(tenant.owner, violationId);
    expect(violation.fixPatch).toMatchObject({
      proven: true,
      reason: null,
      proof: { policiesJudged: 1, gone: 1, opened: 0 },
    });
    expect(violation.fixPatch?.kubectl).toContain("kubectl patch");
    const patched = applyPatch(
      violation.object,
      (violation.fixPatch?.patch ?? []).flatMap((step) =>
        step.op === "replace" ? [{ op: "replace" as const, path: step.path, value: step.value ?? null }] : [],
      ),
    );
    await cluster.apply(patched);
    await world.work();
    const resolved = await readViolation(tenant.owner, violationId);
    expect(resolved).toMatchObject({ state: "resolved", resolution: "fixed", fixPatch: null });
    expect(resolved.events.map((event) => event.type)).toEqual(["resolved", "opened"]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 2, violating: 0 });
  });

  test("breaking it again reopens the same violation; deleting the object resolves it as deleted", async () => {
    const broken = await manifest("allow-dns-traffic-to-another-dns.yaml");
    await cluster.apply(broken);
    await world.work();
    expect(await readViolation(tenant.owner, violationId)).toMatchObject({
      state: "open",
      reopenedCount: 1,
      number: 1,
    });
    await cluster.send({
      type: "delete",
      group: "networking.k8s.io",
      kind: "NetworkPolicy",
      uid: "NetworkPolicy-test-allow-dns-traffic-to-another-dns",
    });
    await world.work();
    const deleted = await readViolation(tenant.owner, violationId);
    expect(deleted).toMatchObject({ state: "resolved", resolution: "deleted" });
    expect((await readEntity(tenant.owner, deleted.entity.id)).versions).toHaveLength(3);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 0 });
  });
});
