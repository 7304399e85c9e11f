import { afterAll, beforeAll, expect, test } from "vitest";
import { lastOf } from "@/scripts/testing/builders";
import { miniLibrary, type MiniLibrary } from "@/scripts/testing/mini-library";
import { tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { listPolicies, readPolicy } from "../policies/read-policies";
import { disablePolicy } from "../policies/switch-policy";
import { AppError, type InvalidField } from "../errors";
import { readViolationList } from "../violations/list-violations";
import { previewPack } from "./preview-pack";
import { readPack, readPackList } from "./read-packs";
import { switchOnPack } from "./switch-on-pack";

const world = worldOfFile();
const tenant = tenantOfTest(world);
let library: MiniLibrary;

beforeAll(async () => {
  library = await miniLibrary(
    "pod-security/pss-host-ipc",
    "pod-security/pss-host-pid",
    "pod-security/pss-privileged",
    "network-security/networkpolicy-dns-only-egress",
  );
  await library.standard({
    id: "baseline",
    title: "Baseline",
    publisher: "The Kubernetes authors",
    url: "https://kubernetes.example/",
    about: "The least strict profile that still stops known ways out of a container.",
    mapping: "pss-baseline",
    mappedBy: "peers",
    controls: [
      { id: "host-namespaces", title: "Pods share no namespace of their node" },
      {
        id: "privileged-containers",
        title: "No container is privileged",
        partly: "Windows host processes are decided elsewhere.",
      },
      {
        id: "seccomp",
        title: "Seccomp is not off",
        notAssessed: "There is no template for it in this test.",
      },
    ],
  });
  await library.pack({
    id: "baseline",
    title: "Baseline profile",
    summary: "What every pod has to keep to.",
    kind: "standard",
    standard: "baseline",
    templates: ["networkpolicy-dns-only-egress"],
    except: [{ template: "pss-host-pid", reason: "Left out to see that it is said." }],
  });
  await library.pack({
    id: "dns",
    title: "DNS",
    summary: "Who may ask for names.",
    kind: "set",
    templates: ["networkpolicy-dns-only-egress"],
    parameters: { "networkpolicy-dns-only-egress": { namespace: "test" } },
  });
  await library.install(world.services);
});
afterAll(() => library.remove());

const pod = (name: string, spec: Record<string, boolean>, privileged = false) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "shop", labels: {} },
  spec: {
    ...spec,
    containers: [{ name: "app", image: "app.example/app:1", securityContext: { privileged } }],
  },
});

test("a pack shows its templates, its controls, and honestly what is not covered", async () => {
  const list = await readPackList(tenant.owner);
  expect(list.broken).toEqual([]);
  expect(list.items).toMatchObject([
    { id: "baseline", templates: 3, switchedOn: 0, controls: { covered: 2, total: 3 } },
    { id: "dns", templates: 1, controls: null },
  ]);
  const pack = await readPack(tenant.owner, "baseline");
  expect(pack.items.map(({ key, needs, controls }) => [key, needs, controls])).toEqual([
    ["networkpolicy-dns-only-egress", ["namespace"], []],
    ["pss-host-ipc", [], ["host-namespaces"]],
    ["pss-privileged", [], ["privileged-containers"]],
  ]);
  expect(pack.standardControls.map(({ id, status, reason }) => [id, status, reason])).toEqual([
    ["host-namespaces", "covered", null],
    ["privileged-containers", "partly", "Windows host processes are decided elsewhere."],
    ["seccomp", "not_assessed", "There is no template for it in this test."],
  ]);
  expect(pack.except).toMatchObject([{ key: "pss-host-pid", reason: "Left out to see that it is said." }]);
  await expect(readPack(tenant.owner, "nonsense")).rejects.toMatchObject({ code: "not_found" });
});

test("the preview of a pack says what switching it on then finds", async () => {
  const cluster = await tenant.cluster();
  await cluster.apply(pod("a", { hostIPC: true }), pod("b", { hostIPC: true }, true), pod("c", {}));
  await world.work();
  const templates = ["pss-host-ipc", "pss-privileged"];
  const frame = await lastOf(await previewPack(tenant.owner, "baseline", { templates, targets: {} }));
  expect(frame).toMatchObject({ complete: true, seen: 3, total: 3, violatingEntities: 2 });
  const byKey = new Map(frame.byTemplate.map((tally) => [tally.key, tally]));
  expect(byKey.get("pss-host-ipc")).toMatchObject({ judged: 3, violating: 2, notJudged: 0 });
  expect(byKey.get("pss-privileged")).toMatchObject({ judged: 3, violating: 1 });

  const made = await switchOnPack(tenant.owner, "baseline", { templates });
  await world.work();
  expect(made.alreadyOn).toEqual([]);
  for (const { key, policyId } of made.created)
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      checked: byKey.get(key)?.judged,
      violating: byKey.get(key)?.violating,
    });
  expect((await readViolationList(tenant.owner, {})).items).toHaveLength(3);
  expect((await readPackList(tenant.owner)).items[0]).toMatchObject({ switchedOn: 2 });
});

test("switching on again makes only what is not in force, under a name that is free", async () => {
  const first = await switchOnPack(tenant.owner, "baseline", {
    templates: ["pss-host-ipc", "pss-privileged"],
  });
  await disablePolicy(tenant.owner, first.created.find(({ key }) => key === "pss-host-ipc")?.policyId ?? "");
  const second = await switchOnPack(tenant.owner, "baseline", {
    templates: ["pss-host-ipc", "pss-privileged"],
  });
  expect(second.alreadyOn).toEqual(["pss-privileged"]);
  expect(second.created.map(({ key, name }) => [key, name.endsWith("(Baseline profile)")])).toEqual([
    ["pss-host-ipc", true],
  ]);
  const pack = await readPack(tenant.owner, "baseline");
  expect(
    pack.items.find(({ key }) => key === "pss-host-ipc")?.policies.map(({ enabled }) => enabled),
  ).toEqual([false, true]);
});

test("a pack's own values fill what a template asks for", async () => {
  const { created } = await switchOnPack(tenant.owner, "dns", {
    templates: ["networkpolicy-dns-only-egress"],
  });
  expect(await readPolicy(tenant.owner, created[0]?.policyId ?? "")).toMatchObject({
    parameters: { namespace: "test" },
    versions: [{ change: "Switched on with the pack DNS" }],
  });
});

test("what cannot be switched on is named by field, and nothing is written", async () => {
  const refused = async (templates: string[]): Promise<readonly InvalidField[]> =>
    await switchOnPack(tenant.owner, "baseline", { templates }).then(
      () => [],
      (error: unknown) => (error instanceof AppError ? error.fields : []),
    );
  expect(await refused(["pss-host-ipc", "nonsense"])).toEqual([
    { path: "templates.1", message: "The pack has no template nonsense." },
  ]);
  const [lacking] = await refused(["networkpolicy-dns-only-egress"]);
  expect(lacking?.path).toBe("templates.0");
  expect(lacking?.message).toMatch(/needs values for namespace/);
  expect(await refused([])).toMatchObject([{ path: "templates", message: "Choose at least one policy." }]);
  expect((await listPolicies(tenant.owner)).items).toEqual([]);
});
