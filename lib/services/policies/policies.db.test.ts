import { glob, readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";
import { configMap, labelTemplate, templateOf } from "@/scripts/testing/templates";
import { createWorld, type Tenant, type TestCluster, type World } from "@/scripts/testing/world";
import type { PreviewFrame } from "@/lib/contracts/api/policies";
import { isObject, parseJson, type JsonObject } from "@/lib/domain/json";
import { previewPolicy } from "../preview/preview-policy";
import { loadLibrary } from "../templates/load-library";
import { createTemplate, createTemplateVersion } from "../templates/publish-template";
import { readTemplateList } from "../templates/read-templates";
import { readViolationList } from "../violations/list-violations";
import { readPolicy } from "./read-policies";
import { createPolicy, updatePolicy } from "./save-policy";
import { deletePolicy, disablePolicy, enablePolicy } from "./switch-policy";

let world: World;
let inspector: Inspector;
let tenant: Tenant;
let cluster: TestCluster;

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
});

async function lastFrame(input: object): Promise<PreviewFrame> {
  let last: PreviewFrame | undefined;
  for await (const frame of await previewPolicy(tenant.owner, input)) last = frame;
  if (last === undefined) throw new Error("a preview has at least one frame");
  return last;
}

const open = async () =>
  (await readViolationList(tenant.owner, {})).items.map((item) => item.entity.name).toSorted();
const resolutions = async () =>
  (await readViolationList(tenant.owner, { state: "resolved" })).items.map((item) => item.resolution);

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
    const template = await createTemplate(tenant.owner, labelTemplate);
    await createPolicy(tenant.owner, { name: "Owner", templateId: template.id });
    await expect(
      createPolicy(tenant.owner, { name: "Owner", templateId: template.id }),
    ).rejects.toMatchObject({ fields: [{ path: "name" }] });
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
        templateId: template.id,
        targets: { clusters: { ids: [foreignCluster.clusterId] } },
      }),
    ).rejects.toMatchObject({
      fields: [{ path: "targets.clusters.ids.0", message: "This cluster does not exist." }],
    });
  });

  test("a policy keeps its template", async () => {
    const [first, second] = [
      await createTemplate(tenant.owner, labelTemplate),
      await createTemplate(tenant.owner, labelTemplate),
    ];
    const policy = await createPolicy(tenant.owner, { name: "Owner", templateId: first.id });
    await expect(
      updatePolicy(tenant.owner, policy.id, { name: "Owner", templateId: second.id }),
    ).rejects.toMatchObject({ fields: [{ path: "templateId" }] });
  });
});

describe("the life of what a policy found", () => {
  let policyId: string;
  let templateId: string;

  beforeEach(async () => {
    templateId = (await createTemplate(tenant.owner, labelTemplate)).id;
    policyId = (await createPolicy(tenant.owner, { name: "Owner", templateId })).id;
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

describe("the preview", () => {
  test("against a policy being edited: what opens, stays, resolves", async () => {
    const templateId = (await createTemplate(tenant.owner, labelTemplate)).id;
    const policy = await createPolicy(tenant.owner, { name: "Owner", templateId });
    await cluster.apply(configMap("a"), configMap("b", { team: "x" }), configMap("c", { owner: "x" }));
    await world.work();
    const before = await inspector.digests();
    const frame = await lastFrame({ templateId, policyId: policy.id, parameters: { label: "team" } });
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
    const library = await miniLibrary(
      "pod-security/pss-privileged",
      "capacity-management/memory-limits-required",
      "network-security/namespace-has-default-deny-ingress",
      "organizational-standards/required-labels",
    );
    await loadLibrary({
      ...world.services,
      settings: { ...world.services.settings, libraryDir: library.folder },
    });
    await library.remove();
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
        const preview = await lastFrame(input);
        const { id } = await createPolicy(tenant.owner, { ...input, name: `Draft ${String(++made)}` });
        await world.work();
        const saved = await readPolicy(tenant.owner, id);
        expect({
          checked: preview.judged - preview.notJudged,
          violating: preview.wouldOpen,
          errors: preview.notJudged,
        }).toEqual({ checked: saved.checked, violating: saved.violating, errors: saved.errors });
        expect(preview.wouldOpen + preview.pass + preview.notJudged).toBe(preview.judged);
        expect((await readViolationList(tenant.owner, { policy: id })).total).toBe(preview.wouldOpen);
        expect(await lastFrame({ ...input, policyId: id })).toMatchObject({
          wouldOpen: 0,
          wouldResolve: 0,
          unchanged: preview.wouldOpen,
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
