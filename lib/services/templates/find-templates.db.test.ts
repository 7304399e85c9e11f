import { beforeEach, expect, test } from "vitest";
import { tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { labelTemplate } from "@/scripts/testing/templates";
import { createTemplate } from "./publish-template";
import { readTemplateList } from "./read-templates";

const world = worldOfFile();
const tenant = tenantOfTest(world);

beforeEach(async () => {
  const make = (title: string, change: object) =>
    createTemplate(tenant.owner, { ...labelTemplate, standards: [], ...change, title });
  await make("Alpha", {
    severity: "critical",
    targets: [{ group: "", kinds: ["Pod", "Service"] }],
    standards: [
      { standard: "cis-kubernetes", control: "5.2.2" },
      { standard: "cis-kubernetes", control: "5.2.3" },
    ],
  });
  await make("Beta", {
    targets: [
      { group: "networking.k8s.io", kinds: ["Ingress"] },
      { group: "extensions", kinds: ["Ingress"] },
    ],
    standards: [
      { standard: "cis-kubernetes", control: "5.21" },
      { standard: "mitre-attack", control: "T1611" },
    ],
  });
  await make("Gamma 100%", { targets: [{ group: "", kinds: ["Pod"] }] });
});

const own = { origin: "own" };
const titles = async (query: object) =>
  (await readTemplateList(tenant.owner, { ...own, ...query })).items.map(({ title }) => title);

test("a search finds words of title and id, a kind, a standard, and a control with those below it", async () => {
  expect(await titles({ q: "alpha" })).toEqual(["Alpha"]);
  expect(await titles({ q: "ingress" })).toEqual(["Beta"]);
  expect(await titles({ q: "CIS 5.2.2" })).toEqual(["Alpha"]);
  expect(await titles({ q: "5.2" })).toEqual(["Alpha"]);
  expect(await titles({ q: "t1611" })).toEqual(["Beta"]);
  expect(await titles({ q: "cis pod" })).toEqual(["Alpha"]);
  expect(await titles({ q: "100%" })).toEqual(["Gamma 100%"]);
  expect(await titles({ q: "%" })).toEqual(["Gamma 100%"]);
  expect(await titles({ q: "alpha T1611" })).toEqual([]);
});

test("standard and kind narrow the list, and a facet's counts ignore only its own choice", async () => {
  const list = await readTemplateList(tenant.owner, { ...own, kind: "Pod", standard: "cis-kubernetes" });
  expect(list.items.map(({ title }) => title)).toEqual(["Alpha"]);
  expect(list.total).toBe(1);
  expect(list.kinds).toEqual([
    { value: "Ingress", count: 1 },
    { value: "Pod", count: 1 },
    { value: "Service", count: 1 },
  ]);
  expect(list.standards).toEqual([{ value: "cis-kubernetes", count: 1 }]);
  expect(list.severities).toEqual([{ value: "critical", count: 1 }]);
});

test("a kind of two groups and a standard of two controls count their template once; common kinds come first", async () => {
  const { kinds, standards } = await readTemplateList(tenant.owner, own);
  expect(kinds).toEqual([
    { value: "Pod", count: 2 },
    { value: "Ingress", count: 1 },
    { value: "Service", count: 1 },
  ]);
  expect(standards).toEqual([
    { value: "cis-kubernetes", count: 2 },
    { value: "mitre-attack", count: 1 },
  ]);
});

test("pages follow one another under a filter", async () => {
  const first = await readTemplateList(tenant.owner, { ...own, kind: "Pod", limit: 1 });
  expect([first.items[0]?.title, first.total]).toEqual(["Alpha", 2]);
  const second = await readTemplateList(tenant.owner, {
    ...own,
    kind: "Pod",
    limit: 1,
    cursor: first.nextCursor ?? "",
  });
  expect(second.items.map(({ title }) => title)).toEqual(["Gamma 100%"]);
  expect(second.nextCursor).toBeNull();
});
