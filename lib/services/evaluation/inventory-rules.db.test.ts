import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  beginEvaluation,
  entityIdOf,
  makePolicy,
  openEntities,
  publishBuiltIn,
} from "@/scripts/testing/builders";
import { deletion, kindState, listed } from "@/scripts/testing/frames";
import { clusterOfTest, inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { configMap, inventoryTemplate, resources, secret } from "@/scripts/testing/templates";
import { upsertOf } from "@/scripts/testing/world";
import { forOrganizationSql } from "@/lib/data/database";
import { LIBRARY_ORGANIZATION_ID } from "@/lib/data/ids";
import { readEntity } from "../entities/read-entity";
import { readPolicy } from "../policies/read-policies";
import { createPolicy } from "../policies/save-policy";
import { readTemplateList } from "../templates/read-templates";
import { readViolationList } from "../violations/list-violations";
import { loadInventories } from "./inventory";
import { inventoryCacheOf } from "./inventory-cache";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);
const cluster = clusterOfTest(tenant);

const open = () => openEntities(tenant.owner);

describe("a rule that reads the inventory", () => {
  const networkPolicy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  };
  const complete = (...uids: string[]) => listed(resources.networkPolicy, ...uids);
  const reading = (state: "listing" | "forbidden" | "error") => kindState(resources.networkPolicy, state);
  let policyId: string;
  const idOfShop = () => entityIdOf(tenant.owner, "shop");
  const status = async () => {
    const entity = await readEntity(tenant.owner, await idOfShop());
    return entity.policies.map((policy) => policy.status);
  };

  beforeAll(async () => {
    await publishBuiltIn(world.services, "network-security/namespace-has-default-deny-ingress");
  });
  beforeEach(async () => {
    const template = (await readTemplateList(tenant.owner, { origin: "built-in" })).items[0];
    policyId = (
      await createPolicy(tenant.owner, {
        name: "Default deny",
        templateId: template?.id ?? LIBRARY_ORGANIZATION_ID,
      })
    ).id;
    await cluster.send(
      reading("listing"),
      upsertOf({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
    );
    await world.work();
  });

  test("while the kind is being listed the rule is not judged, and says so", async () => {
    expect([await status(), await open()]).toEqual([["error"], []]);
    const policy = await readPolicy(tenant.owner, policyId);
    expect(policy).toMatchObject({
      checked: 0,
      violating: 0,
      errors: 1,
      recentErrors: [{ code: "inventory_unreadable" }],
    });
    expect(policy.recentErrors[0]?.message).toContain("NetworkPolicy is not known in prod-eu");
  });

  test("once the list is complete it is judged, and again whenever a NetworkPolicy appears or goes", async () => {
    await cluster.send(complete());
    await world.work();
    expect([await status(), await open()]).toEqual([["violating"], ["Namespace shop"]]);
    await cluster.apply(networkPolicy);
    await world.work();
    expect([await status(), await open()]).toEqual([["passed"], []]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items[0]?.resolution).toBe("fixed");
    await cluster.send(deletion("NetworkPolicy-shop-deny", resources.networkPolicy));
    await world.work();
    expect([await status(), await open()]).toEqual([["violating"], ["Namespace shop"]]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1, errors: 0 });
  });

  test.each(["forbidden", "error"] as const)(
    "a kind that turns %s makes it unjudged; what was found stays open",
    async (state) => {
      await cluster.send(complete());
      await world.work();
      await cluster.send(reading(state));
      await world.work();
      expect(await open()).toEqual(["Namespace shop"]);
      expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1, errors: 1 });
      await cluster.send(upsertOf(networkPolicy), complete("NetworkPolicy-shop-deny"));
      await world.work();
      expect([await status(), await open()]).toEqual([["passed"], []]);
      expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 0, errors: 0 });
    },
  );

  test("an evaluation that read the inventory before it changed writes nothing of that rule", async () => {
    await cluster.send(complete());
    const early = await beginEvaluation(tenant, cluster, await idOfShop());
    await cluster.apply(networkPolicy);
    await world.work();
    expect([await status(), await open()]).toEqual([["passed"], []]);
    await early.record();
    expect([await status(), await open()]).toEqual([["passed"], []]);
  });

  test("an evaluation that started while the kind was complete does not overrule that it is not any more", async () => {
    await cluster.send(upsertOf(networkPolicy), complete("NetworkPolicy-shop-deny"));
    const early = await beginEvaluation(tenant, cluster, await idOfShop());
    await cluster.send(reading("forbidden"));
    await world.work();
    await early.record();
    expect(await status()).toEqual(["error"]);
  });
});

test("an inventory rule is told apart by cluster: what one holds says nothing of the other", async () => {
  const other = await tenant.cluster("prod-us");
  await makePolicy(tenant.owner, "Secret", inventoryTemplate);
  await cluster.send(
    upsertOf(secret("s")),
    listed(resources.secret, "Secret-shop-s"),
    upsertOf(configMap("here")),
  );
  await other.send(listed(resources.secret), upsertOf(configMap("there")));
  await world.work();
  expect(await open()).toEqual(["ConfigMap there"]);
});

test("what is held of an inventory is taken again only while nothing of its kinds has changed", async () => {
  const policies = [{ inventoryKinds: [{ group: "", kind: "Secret" }] }];
  const load = () =>
    forOrganizationSql(world.services.db, tenant.organizationId, (sql) =>
      loadInventories(tenant.owner, sql, policies, [cluster.clusterId]),
    );
  const text = async () => (await load()).values().next().value;
  await cluster.apply(secret("a"));
  const { stamps } = await load();
  const [[key, stamp] = ["", ""]] = stamps;
  inventoryCacheOf(world).texts.set(`${tenant.organizationId} ${key}`, "as it was read", stamp);
  expect(await text()).toBe("as it was read");
  await cluster.apply(secret("b"));
  expect(await text()).toContain('"b"');
  await cluster.send(deletion("Secret-shop-a", resources.secret));
  expect(await text()).not.toContain('"a"');
  inventoryCacheOf(world).texts.set(`${tenant.organizationId} ${key}`, "as it was read", stamp);
  await cluster.send(kindState(resources.secret, "forbidden"));
  expect(await text()).toContain('"b"');
});

test("changes that never pause do not put off the rules that read them", async () => {
  const { id } = await makePolicy(tenant.owner, "Secret", inventoryTemplate);
  await world.work();
  const waiting = () =>
    inspector.rows(
      "SELECT run_at FROM graphile_worker._private_jobs WHERE key LIKE '%inventory:' || $1 || '%'",
      [id],
    );
  await cluster.apply(secret("a"));
  const first = await waiting();
  expect(first).toHaveLength(1);
  await cluster.apply(secret("b"));
  expect(await waiting()).toEqual(first);
});
