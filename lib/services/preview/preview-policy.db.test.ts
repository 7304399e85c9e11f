import { glob, readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { lastOf, makePolicy, publishBuiltIn } from "@/scripts/testing/builders";
import { clusterOfTest, inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate } from "@/scripts/testing/templates";
import { isObject, parseJson, type JsonObject } from "@/lib/domain/json";
import { readPolicy } from "../policies/read-policies";
import { createPolicy } from "../policies/save-policy";
import { deletePolicy } from "../policies/switch-policy";
import { readTemplateList } from "../templates/read-templates";
import { readViolationList } from "../violations/list-violations";
import { previewPolicy } from "./preview-policy";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);
const cluster = clusterOfTest(tenant);

const preview = async (input: object) => await lastOf(await previewPolicy(tenant.owner, input));

describe("the preview", () => {
  test("against a policy being edited: what opens, stays, resolves", async () => {
    const { id: policyId, templateId } = await makePolicy(tenant.owner, "Owner", labelTemplate);
    await cluster.apply(configMap("a"), configMap("b", { team: "x" }), configMap("c", { owner: "x" }));
    await world.work();
    const before = await inspector.digests();
    const frame = await preview({ templateId, policyId, parameters: { label: "team" } });
    expect(frame).toMatchObject({
      complete: true,
      judged: 3,
      wouldOpen: 1,
      unchanged: 1,
      wouldResolve: 1,
      pass: 1,
    });
    expect(await inspector.digests()).toEqual(before);
  });

  test("says of the sample fleet exactly what saving then finds, whatever the policy", async () => {
    await publishBuiltIn(
      world.services,
      "pod-security/pss-privileged",
      "capacity-management/memory-limits-required",
      "network-security/namespace-has-default-deny-ingress",
      "organizational-standards/required-labels",
    );
    const templates = (await readTemplateList(tenant.owner, { origin: "built-in" })).items;
    for (const [name, objects] of await sampleObjects()) {
      const sample = name === "prod-eu" ? cluster : await tenant.cluster(name);
      await sample.apply(...objects);
    }
    await world.work();
    const draft = fc.record({
      template: fc.constantFrom(...templates.map((template) => template.id)),
      namespaces: fc.record({
        include: fc.subarray(["kube-system", "card-*", "cart"]),
        exclude: fc.subarray(["kube-system", "pay*"]),
      }),
      labels: fc.constantFrom({}, { app: "cart" }, { "app.kubernetes.io/name": "cart" }),
      exclusions: fc.constantFrom(
        [],
        [{ kind: "Deployment", reason: "not now" }],
        [{ namespace: "cart", name: "*", reason: "not now" }],
      ),
    });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(draft, async ({ template, ...targets }) => {
        const parameters =
          templates.find(({ id }) => id === template)?.key === "required-labels"
            ? { labels: { owner: "^team-[a-z]+$" } }
            : {};
        const input = { templateId: template, parameters, targets };
        const found = await preview(input);
        const { id } = await createPolicy(tenant.owner, { ...input, name: `Draft ${String(++made)}` });
        await world.work();
        const saved = await readPolicy(tenant.owner, id);
        expect({
          checked: found.judged - found.notJudged,
          violating: found.wouldOpen,
          errors: found.notJudged,
        }).toEqual({ checked: saved.checked, violating: saved.violating, errors: saved.errors });
        expect(found.wouldOpen + found.pass + found.notJudged).toBe(found.judged);
        expect((await readViolationList(tenant.owner, { policy: id })).total).toBe(found.wouldOpen);
        expect(await preview({ ...input, policyId: id })).toMatchObject({
          wouldOpen: 0,
          wouldResolve: 0,
          unchanged: found.wouldOpen,
        });
        await deletePolicy(tenant.owner, id);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 300_000);
});

/** Cluster → objects of the sample fleet, as the folder agent would read them, each with a uid of its own. */
async function sampleObjects(): Promise<Map<string, JsonObject[]>> {
  const fleet = new Map<string, JsonObject[]>();
  for await (const file of glob("library/samples/*/**/*.yaml")) {
    const name = file.split("/")[2] ?? "";
    for (const document of parseAllDocuments(await readFile(file, "utf8"))) {
      const object = parseJson(JSON.stringify(document.toJSON() ?? null));
      if (isObject(object)) fleet.set(name, [...(fleet.get(name) ?? []), object]);
    }
  }
  return fleet;
}
