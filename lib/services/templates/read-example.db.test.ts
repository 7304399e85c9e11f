import { afterAll, beforeAll, expect, test } from "vitest";
import { miniLibrary, type MiniLibrary } from "@/scripts/testing/mini-library";
import { tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { labelTemplate } from "@/scripts/testing/templates";
import { createTemplate } from "./publish-template";
import { readTemplateExample } from "./read-example";
import { readTemplateList } from "./read-templates";

const world = worldOfFile();
const tenant = tenantOfTest(world);
let library: MiniLibrary;

beforeAll(async () => {
  library = await miniLibrary("pod-security/pss-host-ipc", "network-security/networkpolicy-dns-only-egress");
  await library.install(world.services);
});
afterAll(() => library.remove());

async function exampleOf(key: string) {
  const { items } = await readTemplateList(tenant.owner, { q: key, origin: "built-in" });
  return await readTemplateExample(tenant.owner, items.find((item) => item.key === key)?.id ?? "");
}

test("a built-in template shows an object that breaks it, judged and mended now", async () => {
  const { example } = await exampleOf("pss-host-ipc");
  expect(example).toMatchObject({
    file: "pod-security/pss-host-ipc/tests/fail/ipc-of-the-node.yaml",
    parameters: {},
    occurrences: [
      { pointer: "/spec/hostIPC", found: { value: true }, recommended: { value: false }, fix: "proven" },
    ],
    fix: { proven: true, reason: null, patch: [{ op: "replace", path: "/spec/hostIPC", value: false }] },
  });
  expect(example?.fix?.yamlBefore).toContain("hostIPC: true");
  expect(example?.fix?.yamlAfter).toContain("hostIPC: false");
});

test("a template whose parameters have no default is shown with the values of its example", async () => {
  const { example } = await exampleOf("networkpolicy-dns-only-egress");
  expect(Object.keys(example?.parameters ?? {})).toContain("namespace");
  expect(example?.occurrences.length).toBeGreaterThan(0);
});

test("a template of one's own says that it keeps no example", async () => {
  const { id } = await createTemplate(tenant.owner, labelTemplate);
  const { example, reason } = await readTemplateExample(tenant.owner, id);
  expect(example).toBeNull();
  expect(reason).toContain("your own");
});
