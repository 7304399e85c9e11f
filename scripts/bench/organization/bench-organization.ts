import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kindKey } from "@/lib/contracts/wire/protocol";
import type { JsonObject } from "@/lib/domain/json";
import { readPolicy } from "@/lib/services/policies/read-policies";
import { updatePolicy } from "@/lib/services/policies/save-policy";
import { loadLibrary } from "@/lib/services/templates/load-library";
import { readViolationFacets, readViolationList } from "@/lib/services/violations/list-violations";
import { startPostgres } from "@/scripts/postgres/start-postgres";
import { testServerVariables } from "@/scripts/testing/database";
import { listed } from "@/scripts/testing/frames";
import { startTestServer } from "@/scripts/testing/test-server";
import { createWorld, upsertOf, type Tenant, type TestCluster } from "@/scripts/testing/world";
import { projectFolder } from "@/scripts/tools/paths";
import { inFolder } from "../engine/programs";
import { fleet } from "../fleet/fleet";
import { percentile, row, type Row } from "../report";
import { burst, oneAtATime, withRoot, type Change } from "./changes";
import { createPolicies, watchedTemplate } from "./policies";
import { stateOf, untilFannedOut, untilIdle, untilJudged } from "./progress";
import { Watcher } from "./watch";
import { startWorker } from "./worker-process";

const entityCount = 10_000;
const policyCount = 100;
const perBatch = 500;
const repetitions = Number(process.env.EDICT_BENCH_REPETITIONS ?? 200);
const readings = 100;
const fanOuts = 4;

/**
 * One organization at the size of the budget, on a durable Postgres with the built worker as a process of its own; this
 * process takes the console's part.
 */
export async function benchOrganization(): Promise<Row[]> {
  return inFolder(async (folder) => {
    const postgres = await durablePostgres();
    try {
      const server = await startTestServer(console.error);
      process.env[testServerVariables.url] = server.url;
      process.env[testServerVariables.template] = server.template;
      const world = await createWorld();
      try {
        await loadLibrary(world.services);
        const worker = await startWorker(world.databaseUrl, folder);
        try {
          const tenant = await world.organization();
          return await measure(tenant, world.databaseUrl, { worker: worker.pid, postgres: postgres.pid() });
        } finally {
          await worker.stop();
        }
      } finally {
        await world.close();
        await server.stop();
      }
    } finally {
      await postgres.stop();
    }
  });
}

/** With the settings of `npm start`: the server of tests does not wait for its disk. */
async function durablePostgres(): Promise<{ pid: () => number; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "edict-bench-postgres-"));
  // The server may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startPostgres({ dataDir: join(folder, "data"), log: console.error });
  process.env.EDICT_TEST_DATABASE_URL = postgres.url;
  return {
    pid: postgres.pid,
    stop: async () => {
      delete process.env.EDICT_TEST_DATABASE_URL;
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function measure(
  tenant: Tenant,
  databaseUrl: string,
  pids: { worker: number; postgres: number },
): Promise<Row[]> {
  const policies = await createPolicies(tenant, join(projectFolder, "library"), policyCount);
  const watched = policies.get(watchedTemplate) ?? "";
  const cluster = await tenant.cluster();
  const generated = fleet(entityCount);
  const broken = new Set(generated.filter(({ kind }) => kind === "Deployment").slice(400, 600));
  const objects = generated.map((object) =>
    object.kind === "Deployment" ? withRoot(object, !broken.has(object), 1) : object,
  );
  const rows = await initialSync(tenant, cluster, objects);
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  const watcher = new Watcher(databaseUrl, tenant, watched);
  try {
    const single = await oneAtATime(cluster, watcher, deployments.slice(0, repetitions));
    rows.push(
      ...changeRows(
        "one change, a violation opens",
        single.filter(({ violating }) => violating),
      ),
    );
    rows.push(
      ...changeRows(
        "one change, a violation resolves",
        single.filter(({ violating }) => !violating),
      ),
    );
    await untilIdle(tenant);
    const many = await burst(
      cluster,
      watcher,
      { intact: deployments.slice(200, 400), violating: deployments.slice(400, 600) },
      pids,
    );
    rows.push(...changeRows("20 changes/s for 20 s", many.changes));
    rows.push(
      row("20 changes/s: the worker's share of a core", "%", [many.workerPercent], { atMost: 10 }),
      row("20 changes/s: PostgreSQL's share of a core", "%", [many.postgresPercent]),
    );
  } finally {
    await watcher.stop();
  }
  const settling = performance.now();
  await untilIdle(tenant);
  rows.push(row("until the queue is empty after them", "ms", [performance.now() - settling]));
  rows.push(
    row("a policy's parameters changed: fan-out over the fleet", "ms", await changePolicy(tenant, watched)),
  );
  await untilIdle(tenant);
  return [...rows, ...(await readScreen(tenant))];
}

async function initialSync(
  tenant: Tenant,
  cluster: TestCluster,
  objects: readonly JsonObject[],
): Promise<Row[]> {
  await untilIdle(tenant);
  const started = performance.now();
  const frames = objects.map(upsertOf);
  for (let start = 0; start < frames.length; start += perBatch)
    await cluster.send(...frames.slice(start, start + perBatch));
  const resources = new Map(frames.map(({ resource }) => [kindKey(resource), resource]));
  await cluster.send(
    ...[...resources].map(([key, resource]) => {
      const ofKind = frames.filter((frame) => kindKey(frame.resource) === key);
      return listed(resource, ...ofKind.map(({ uid }) => uid));
    }),
  );
  const storedMs = performance.now() - started;
  await untilJudged(tenant);
  const judgedMs = performance.now() - started;
  await untilIdle(tenant);
  const idleMs = performance.now() - started;
  const { judged } = await stateOf(tenant);
  const size = `${String(objects.length)} entities, ${String(policyCount)} policies`;
  return [
    row(`${size}: stored`, "s", [storedMs / 1_000]),
    row(`${size}: every entity judged`, "s", [judgedMs / 1_000]),
    row(`${size}: and every policy that reads the inventory`, "s", [idleMs / 1_000]),
    row(`pairs judged: ${String(judged)}, through the whole path`, "1/s", [(judged / judgedMs) * 1_000]),
  ];
}

function changeRows(name: string, changes: readonly Change[]): Row[] {
  const total = changes.map(({ totalMs }) => totalMs);
  return [
    row(
      `${name}: batch arrives → stored`,
      "ms",
      changes.map(({ storedMs }) => storedMs),
    ),
    row(
      `${name}: stored → read by a tab, p50`,
      "ms",
      changes.map(({ shownMs }) => shownMs),
    ),
    row(`${name}: batch arrives → read by a tab, p50`, "ms", total, { atMost: 500 }),
    row(`${name}: batch arrives → read by a tab, p99`, "ms", [percentile(total, 99)], { atMost: 2_000 }),
  ];
}

/** The images of one team are judged or left out in turns. */
async function changePolicy(tenant: Tenant, policyId: string): Promise<number[]> {
  const { owner } = tenant;
  const tookMs: number[] = [];
  for (let run = 0; run < fanOuts; run++) {
    const { name, template, parameters } = await readPolicy(owner, policyId);
    const started = performance.now();
    await updatePolicy(owner, policyId, {
      name,
      templateId: template.id,
      parameters: { ...parameters, exempt_images: run % 2 === 0 ? ["registry.example.com/payments/*"] : [] },
    });
    await untilFannedOut(tenant, policyId);
    tookMs.push(performance.now() - started);
  }
  return tookMs;
}

/** What the violations screen asks for when it is opened. */
async function readScreen({ owner }: Tenant): Promise<Row[]> {
  const timed = async (read: () => Promise<unknown>): Promise<number[]> => {
    const tookMs: number[] = [];
    for (let run = 0; run < readings; run++) {
      const started = performance.now();
      await read();
      tookMs.push(performance.now() - started);
    }
    return tookMs;
  };
  const list = await timed(() => readViolationList(owner, {}));
  const facets = await timed(() => readViolationFacets(owner, {}));
  const { total } = await readViolationList(owner, {});
  const size = `${String(total)} open violations`;
  return [
    row(`first page of ${size}, p50`, "ms", list),
    row(`first page of ${size}, p95`, "ms", [percentile(list, 95)], { atMost: 100 }),
    row(`facets of ${size}, p50`, "ms", facets),
    row(`facets of ${size}, p95`, "ms", [percentile(facets, 95)], { atMost: 100 }),
  ];
}
