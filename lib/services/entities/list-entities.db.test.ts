import { beforeAll, expect, test } from "vitest";
import { tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, secret } from "@/scripts/testing/templates";
import type { TestCluster } from "@/scripts/testing/world";
import { readEntityList } from "./list-entities";

const world = worldOfFile();
const tenant = tenantOfFile(world);
let other: TestCluster;

const ingress = (apiVersion: string, name: string) => ({
  apiVersion,
  kind: "Ingress",
  metadata: { name, namespace: "web" },
});

beforeAll(async () => {
  const cluster = await tenant.cluster("prod-eu");
  other = await tenant.cluster("prod-us");
  await cluster.apply(
    configMap("a"),
    configMap("b_1"),
    configMap("bx1"),
    secret("a"),
    ingress("networking.k8s.io/v1", "new"),
    ingress("extensions/v1beta1", "old"),
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
  );
  await other.apply(configMap("far"));
});

const namesOf = async (query: object) => {
  const { items, total } = await readEntityList(tenant.owner, query);
  expect(total).toBe(items.length);
  return items.map(({ kind, name }) => `${kind} ${name}`);
};

test("without a filter everything is listed, by kind, namespace and name", async () => {
  expect(await namesOf({})).toEqual([
    "ConfigMap a",
    "ConfigMap b_1",
    "ConfigMap bx1",
    "ConfigMap far",
    "Ingress new",
    "Ingress old",
    "Namespace shop",
    "Secret a",
  ]);
});

test("each filter narrows the list, and together they all hold", async () => {
  expect(await namesOf({ kind: "Ingress" })).toEqual(["Ingress new", "Ingress old"]);
  expect(await namesOf({ kind: "Ingress.extensions,Namespace" })).toEqual(["Ingress old", "Namespace shop"]);
  expect(await namesOf({ namespace: "-" })).toEqual(["Namespace shop"]);
  expect(await namesOf({ namespace: "-,web" })).toEqual(["Ingress new", "Ingress old", "Namespace shop"]);
  expect(await namesOf({ cluster: other.clusterId })).toEqual(["ConfigMap far"]);
  expect(await namesOf({ cluster: other.clusterId, kind: "Secret" })).toEqual([]);
  expect(await namesOf({ cluster: "not-an-id" })).toEqual([]);
});

test("a search finds parts of names and namespaces, and `_` and `%` are letters", async () => {
  expect(await namesOf({ q: "B_" })).toEqual(["ConfigMap b_1"]);
  expect(await namesOf({ q: "%" })).toEqual([]);
  expect(await namesOf({ q: "we" })).toEqual(["Ingress new", "Ingress old"]);
});

test("kinds are counted under all filters but their own", async () => {
  const { kindCounts } = await readEntityList(tenant.owner, { kind: "Secret", namespace: "shop" });
  expect(kindCounts).toEqual([
    { group: "", kind: "ConfigMap", count: 4 },
    { group: "", kind: "Secret", count: 1 },
  ]);
});

test("pages follow one another under a filter", async () => {
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await readEntityList(tenant.owner, { kind: "ConfigMap,Ingress", limit: 4, cursor });
    expect(page.total).toBe(6);
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? "";
  } while (cursor !== "");
  expect(seen).toEqual(["a", "b_1", "bx1", "far", "new", "old"]);
});
