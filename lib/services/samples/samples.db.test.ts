import { beforeAll, expect, test } from "vitest";
import { makePolicy, publishBuiltIn } from "@/scripts/testing/builders";
import { inspectorOfFile, tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate } from "@/scripts/testing/templates";
import { listPolicies } from "../policies/read-policies";
import { listClusters } from "../clusters/read-clusters";
import { readViolationList } from "../violations/list-violations";
import { addSampleFleet, readFleet, removeSampleFleet } from "./sample-fleet";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfFile(world);

beforeAll(() =>
  publishBuiltIn(
    world.services,
    "pod-security/pss-privileged",
    "network-security/namespace-has-default-deny-ingress",
  ),
);

const clusterNames = async () => (await listClusters(tenant.owner)).items.map((cluster) => cluster.name);
const policyNames = async () => (await listPolicies(tenant.owner)).items.map((policy) => policy.name);
/** Everything but what every call adds: its audit row, and the job that looks whether agents run. */
async function digests(): Promise<Record<string, string>> {
  const {
    audit_entries: _audit,
    "graphile_worker._private_jobs": _jobs,
    ...rest
  } = await inspector.digests();
  return rest;
}

test("the fleet comes with its clusters and the policies whose templates are there, beside what the organization has", async () => {
  await makePolicy(tenant.owner, "Mine", labelTemplate);
  const own = await tenant.cluster("prod-eu");
  await own.apply(configMap("a"));
  await world.work();
  expect(await readFleet(tenant.owner)).toEqual({ available: true, present: false, clusters: [] });
  const fleet = await addSampleFleet(tenant.owner);
  expect(fleet.clusters.map(({ name, status }) => [name, status])).toEqual([
    ["prod-eu-sample", "waiting"],
    ["prod-us", "waiting"],
    ["staging", "waiting"],
  ]);
  expect(await policyNames()).toEqual([
    "Mine",
    "Namespaces deny ingress by default",
    "No privileged containers",
  ]);
  expect(
    await inspector.rows(
      "SELECT action, count(*)::int AS n FROM audit_entries WHERE organization_id = $1 AND action IN ('sample_fleet.add', 'policy.create') GROUP BY action ORDER BY action",
      [tenant.organizationId],
    ),
  ).toEqual([
    { action: "policy.create", n: 3 },
    { action: "sample_fleet.add", n: 1 },
  ]);
});

test("adding it twice changes nothing", async () => {
  await world.work();
  const before = await digests();
  await addSampleFleet(tenant.owner);
  expect(await digests()).toEqual(before);
});

test("removing it removes its clusters and policies with everything in them, and nothing else", async () => {
  await removeSampleFleet(tenant.owner);
  await world.work();
  expect([await clusterNames(), await policyNames()]).toEqual([["prod-eu"], ["Mine"]]);
  expect((await readViolationList(tenant.owner, {})).items).toMatchObject([
    { entity: { name: "a" }, cluster: { name: "prod-eu" } },
  ]);
  expect(await readFleet(tenant.owner)).toMatchObject({ present: false, clusters: [] });
  const left = await inspector.rows(
    "SELECT 1 FROM clusters WHERE sample UNION ALL SELECT 1 FROM policies WHERE sample",
  );
  expect(left).toEqual([]);
});

test("removing what is not there is no error, and it can be added again", async () => {
  await removeSampleFleet(tenant.owner);
  expect((await addSampleFleet(tenant.owner)).clusters).toHaveLength(3);
});

test("where the installation has no sample fleet, nothing is added", async () => {
  const { services } = tenant.owner;
  const without = {
    ...tenant.owner,
    services: { ...services, settings: { ...services.settings, sampleFleet: false } },
  };
  await expect(addSampleFleet(without)).rejects.toMatchObject({ code: "conflict" });
});
