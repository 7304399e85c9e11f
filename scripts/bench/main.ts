import { writeFile } from "node:fs/promises";
import pg from "pg";
import { startTestServer } from "../testing/test-server";
import { benchApplyToScreen } from "./apply-to-screen";
import { benchEngine, benchLibrary } from "./engine/bench-engine";
import { benchPool } from "./engine/bench-pool";
import { benchEvaluations } from "./evaluations";
import { benchOrganization } from "./organization/bench-organization";
import { benchPreview } from "./preview";
import { benchPublish } from "./publish";
import { machine, table, type Report, type Row } from "./report";
import { benchWorkerReady } from "./worker-ready";

const benches: Record<string, { what: string; withoutPostgres?: boolean; run: () => Promise<Row[]> }> = {
  engine: {
    what: "both evaluators, OPA's prepared query and gator: the whole library over 2,000 objects of 26 kinds",
    withoutPostgres: true,
    run: benchEngine,
  },
  pool: {
    what: "the judge pool as the worker uses it: memory over a million evaluations, two threads against one",
    withoutPostgres: true,
    run: benchPool,
  },
  library: { what: "the whole library on one typical Deployment", withoutPostgres: true, run: benchLibrary },
  evaluations: {
    what: "library templates over realistic Deployments, in the sandbox on one thread",
    run: benchEvaluations,
  },
  publish: {
    what: "publishing an own template and checking it while one types, on a real Postgres",
    run: benchPublish,
  },
  "worker-ready": {
    what: "the worker's start with the whole library, on a real Postgres",
    run: benchWorkerReady,
  },
  preview: { what: "the what-if preview over 10,000 entities on a real Postgres", run: benchPreview },
  fleet: {
    what: "10,000 entities and 100 policies through the built worker on a durable Postgres; what a tab reads of it",
    run: benchOrganization,
  },
  "apply-to-screen": {
    what: "kubectl apply → row on screen, with a real API server and browser",
    run: benchApplyToScreen,
  },
};

const help = `Measures Edict and says whether it keeps its budgets.

Usage: npm run bench -- [NAME…] [--json FILE]

${Object.entries(benches)
  .map(([name, { what }]) => `  ${name.padEnd(16)} ${what}`)
  .join("\n")}`;

async function postgresVersion(): Promise<string> {
  const server = await startTestServer(() => undefined);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version ?? "unknown";
  } finally {
    await client.end();
    await server.stop();
  }
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(help);
    return 0;
  }
  const jsonAt = args.indexOf("--json");
  const file = jsonAt < 0 ? undefined : args[jsonAt + 1];
  const names = args.filter((_, index) => jsonAt < 0 || (index !== jsonAt && index !== jsonAt + 1));
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0 || (jsonAt >= 0 && file === undefined)) {
    console.error(
      unknown.length > 0
        ? `No bench is called ${unknown.join(", ")}.\n\n${help}`
        : `--json needs a file.\n\n${help}`,
    );
    return 2;
  }
  const chosen = Object.entries(benches).filter(([name]) => names.length === 0 || names.includes(name));
  const needsPostgres = chosen.some(([, { withoutPostgres }]) => withoutPostgres !== true);
  const on = machine(needsPostgres ? await postgresVersion() : "not used");
  const reports: Report[] = [];
  for (const [name, bench] of chosen) {
    const report = { bench: name, machine: on, rows: await bench.run() };
    reports.push(report);
    console.log(table(report));
  }
  if (file !== undefined)
    await writeFile(file, reports.map((report) => `${JSON.stringify(report)}\n`).join(""));
  return 0;
}

process.exit(await main(process.argv.slice(2)));
