import fc from "fast-check";
import { expect, test } from "vitest";
import { makePolicy } from "@/scripts/testing/builders";
import { deletion, kindState, listed, uidOf } from "@/scripts/testing/frames";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, inventoryTemplate, labelTemplate, resources, secret } from "@/scripts/testing/templates";
import { upsertOf, type Tenant, type TestCluster } from "@/scripts/testing/world";
import type { Frame } from "@/lib/contracts/wire/protocol";
import { readEntityList } from "../entities/list-entities";
import { readPolicy } from "../policies/read-policies";
import { updatePolicy } from "../policies/save-policy";
import { deletePolicy, disablePolicy, enablePolicy } from "../policies/switch-policy";

const world = worldOfFile();
const inspector = inspectorOfFile(world);

const objects = ["a", "b", "c"] as const;
const policies = ["label", "inventory"] as const;
const object = fc.constantFrom(...objects);
const policy = fc.constantFrom(...policies);

const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("apply" as const),
      object,
      owner: fc.boolean(),
      team: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("remove" as const), object }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("list" as const), objects: fc.subarray([...objects]) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("secrets" as const),
      state: fc.constantFrom("listed", "forbidden", "error", "gone"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("disable" as const, "enable" as const), policy }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("update" as const),
      label: fc.constantFrom("owner", "team"),
      enabled: fc.boolean(),
      namespace: fc.constantFrom("shop", "other"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete policy" as const), policy }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("work" as const) }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

interface Fleet {
  tenant: Tenant;
  cluster: TestCluster;
  labelTemplateId: string;
  ids: Map<string, string>;
}

async function createFleet(): Promise<Fleet> {
  const tenant = await world.organization();
  const label = await makePolicy(tenant.owner, "Label", labelTemplate);
  const inventory = await makePolicy(tenant.owner, "Inventory", inventoryTemplate);
  const ids = new Map([
    ["label", label.id],
    ["inventory", inventory.id],
  ]);
  return { tenant, cluster: await tenant.cluster(), labelTemplateId: label.templateId, ids };
}

async function run({ tenant, cluster, labelTemplateId, ids }: Fleet, step: Command): Promise<void> {
  const { owner } = tenant;
  switch (step.do) {
    case "apply":
      await cluster.apply(
        configMap(step.object, {
          ...(step.owner ? { owner: "x" } : {}),
          ...(step.team ? { team: "x" } : {}),
        }),
      );
      return;
    case "remove":
      await cluster.send(deletion(uidOf(step.object)));
      return;
    case "list":
      await cluster.send(listed(resources.configMap, ...step.objects.map(uidOf)));
      return;
    case "secrets": {
      const frames: Record<typeof step.state, Frame[]> = {
        listed: [upsertOf(secret("s")), listed(resources.secret, "Secret-shop-s")],
        forbidden: [kindState(resources.secret, "forbidden")],
        error: [kindState(resources.secret, "error")],
        gone: [kindState(resources.secret, "gone")],
      };
      await cluster.send(...frames[step.state]);
      return;
    }
    case "work":
      await world.work();
      return;
    case "update": {
      const id = ids.get("label");
      const targets = { namespaces: { include: [step.namespace] } };
      if (id !== undefined)
        await updatePolicy(owner, id, {
          name: "Label",
          templateId: labelTemplateId,
          parameters: { label: step.label },
          targets,
          enabled: step.enabled,
        });
      return;
    }
    case "delete policy": {
      const id = ids.get(step.policy);
      ids.delete(step.policy);
      if (id !== undefined) await deletePolicy(owner, id);
      return;
    }
    case "disable":
    case "enable": {
      const id = ids.get(step.policy);
      if (id !== undefined) await (step.do === "disable" ? disablePolicy : enablePolicy)(owner, id);
    }
  }
}

interface Counted extends Record<string, unknown> {
  policy_id: string;
  checked: number;
  violating: number;
  errors: number;
}

const recount = `SELECT p.id AS policy_id,
    (SELECT count(*)::int FROM entities e WHERE e.organization_id = p.organization_id AND e.cluster_id = c.id AND e.deleted_at IS NULL AND p.id = ANY (e.judged)) AS checked,
    (SELECT count(*)::int FROM violations v WHERE v.organization_id = p.organization_id AND v.cluster_id = c.id AND v.policy_id = p.id AND v.state = 'open') AS violating,
    (SELECT count(*)::int FROM evaluation_errors x WHERE x.organization_id = p.organization_id AND x.cluster_id = c.id AND x.policy_id = p.id) AS errors
  FROM policies p JOIN clusters c ON c.organization_id = p.organization_id WHERE p.organization_id = $1 ORDER BY p.id`;
const counted = `SELECT p.id AS policy_id, coalesce(n.checked, 0) AS checked, coalesce(n.violating, 0) AS violating, coalesce(n.errors, 0) AS errors
  FROM policies p LEFT JOIN policy_counters n ON n.organization_id = p.organization_id AND n.policy_id = p.id WHERE p.organization_id = $1 ORDER BY p.id`;

test("whatever happens to a fleet, counters equal the rows they count, and in the end nothing waits or lingers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 14 }), async (steps) => {
      const fleet = await createFleet();
      const organization = [fleet.tenant.organizationId];
      for (const step of steps) {
        await run(fleet, step);
        expect(await inspector.rows<Counted>(counted, organization)).toEqual(
          await inspector.rows<Counted>(recount, organization),
        );
      }
      await world.work();
      expect(await inspector.rows<Counted>(counted, organization)).toEqual(
        await inspector.rows<Counted>(recount, organization),
      );
      // At rest: every live entity is judged, no violation of a deleted entity or of a disabled policy is open.
      const live = (await readEntityList(fleet.tenant.owner, {})).items.map((item) => item.id);
      const waiting = await inspector.rows(
        "SELECT id FROM entities WHERE id = ANY ($1) AND evaluated_hash IS DISTINCT FROM content_hash",
        [live],
      );
      const lingering = await inspector.rows(
        `SELECT v.id FROM violations v JOIN entities e ON e.id = v.entity_id JOIN policies p ON p.id = v.policy_id
          WHERE v.organization_id = $1 AND v.state = 'open' AND (e.deleted_at IS NOT NULL OR NOT p.enabled)`,
        organization,
      );
      expect([waiting, lingering]).toEqual([[], []]);
    }),
    { numRuns: 30, endOnFailure: true },
  );
}, 600_000);

test("evaluations, switches and deletions at the same moment leave counters equal to the rows", async () => {
  const fleet = await createFleet();
  const { owner, organizationId } = fleet.tenant;
  const names = Array.from({ length: 40 }, (_, index) => `m${String(index)}`);
  await fleet.cluster.apply(...names.map((name) => configMap(name)));
  const id = fleet.ids.get("label") ?? "";
  for (let round = 0; round < 5; round++) {
    const half = names.filter((_, index) => index % 5 === round);
    await Promise.all([
      world.work(),
      fleet.cluster.send(...half.map((name) => deletion(uidOf(name)))),
      disablePolicy(owner, id).then(() => enablePolicy(owner, id)),
      updatePolicy(owner, fleet.ids.get("inventory") ?? "", {
        name: "Inventory",
        templateId: (await templateOfInventory(fleet)).id,
      }),
    ]);
  }
  await world.work();
  expect(await inspector.rows<Counted>(counted, [organizationId])).toEqual(
    await inspector.rows<Counted>(recount, [organizationId]),
  );
}, 120_000);

async function templateOfInventory(fleet: Fleet): Promise<{ id: string }> {
  return (await readPolicy(fleet.tenant.owner, fleet.ids.get("inventory") ?? "")).template;
}
