import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  configMap,
  inventoryTemplate,
  labelTemplate,
  resources,
  templateOf,
} from "@/scripts/testing/templates";
import { findTenancyFaults, tablesOfNobody, tenantTables } from "@/scripts/testing/tenancy-check";
import { createWorld, type Tenant, type World } from "@/scripts/testing/world";
import { readEntityList } from "@/lib/services/entities/list-entities";
import { recordStrikes } from "@/lib/services/evaluation/strikes";
import { createPolicy } from "@/lib/services/policies/save-policy";
import { createTemplate } from "@/lib/services/templates/publish-template";
import { forOrganizationSql } from "./database";
import { loadPoliciesInForce } from "./evaluation/load";
import { LIBRARY_ORGANIZATION_ID } from "./ids";
import { asLibrary } from "./system";
import { writeTemplateVersion } from "./templates/publish";
import { storeUnit } from "./units";

const refusedByPolicy = "42501";

let world: World;
let client: pg.Client;
let ours: Tenant;
let theirs: Tenant;
let tables: string[];

beforeAll(async () => {
  world = await createWorld();
  client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  tables = await tenantTables(client);
  await publishBuiltIn();
  [ours, theirs] = [await fill("Ours"), await fill("Theirs")];
});
afterAll(async () => {
  await client.end();
  await world.close();
});

/** An organization with at least one row in every table of tenants. */
async function fill(name: string): Promise<Tenant> {
  const tenant = await world.organization(name);
  const cluster = await tenant.cluster();
  const label = await createTemplate(tenant.owner, labelTemplate);
  const unreadable = await createTemplate(tenant.owner, inventoryTemplate);
  await createPolicy(tenant.owner, { name: "Label", templateId: label.id });
  await createPolicy(tenant.owner, { name: "Secret", templateId: unreadable.id });
  await cluster.send({ type: "kind", resource: resources.secret, state: "forbidden", message: "no" });
  await cluster.apply(configMap("a"));
  await world.work();
  await pausePolicy(tenant);
  return tenant;
}

/** Pauses one policy as three evaluations that had to be stopped would. */
async function pausePolicy({ organizationId, owner }: Tenant): Promise<void> {
  const [entity] = (await readEntityList(owner, {})).items;
  await forOrganizationSql(world.services.db, organizationId, async (sql) => {
    const [policy] = await loadPoliciesInForce(sql);
    if (policy === undefined || entity === undefined) throw new Error("there is no policy or entity");
    const strikes = [0, 1, 2].map((minutes) => ({
      entityId: entity.id,
      atMs: Date.now() - minutes * 60_000,
      code: "timeout",
      message: "It took too long.",
    }));
    await recordStrikes(sql, organizationId, [{ policy, strikes }], new Date());
  });
}

async function publishBuiltIn(): Promise<void> {
  const { compiler, db } = world.services;
  const compiled = await compiler.compile({
    modules: { "template.rego": 'package built.in\nviolation contains "x" if input.bad' },
    regoVersion: "v1",
  });
  if (!compiled.ok) throw new Error("the built-in template does not compile");
  const { rego, ...content } = templateOf("", { title: "Built-in" });
  await asLibrary(db, async (tx, organizationId) => {
    await storeUnit(tx, organizationId, compiled.unit);
    await writeTemplateVersion(
      tx,
      {
        organizationId,
        templateId: "00000000-0000-7000-8000-00000000beef",
        key: "built-in",
        version: 1,
        publishedBy: "test",
        contentDigest: "none",
      },
      {
        summary: "",
        why: "",
        how: "",
        standards: [],
        inventory: [],
        regoVersion: "v1",
        modules: { "template.rego": rego },
        ...content,
        tests: [],
      },
      compiled.unit.digest,
    );
  });
}

/** Runs statements as a request of one organization would; nothing of it stays. */
async function asApp<T>(organizationId: string | null, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query(
      "SELECT set_config('role', 'edict_app', true), set_config('app.organization', $1, true)",
      [organizationId ?? ""],
    );
    return await work();
  } finally {
    await client.query("ROLLBACK");
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? "";
    throw error;
  }
}

async function countOf(table: string, condition: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE ${condition}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

async function rowCount(sql: string, values: unknown[]): Promise<number> {
  return (await client.query(sql, values)).rowCount ?? 0;
}

describe("the catalog", () => {
  test("every table of tenants is locked: keys, references, row level security, policies", async () => {
    expect(await findTenancyFaults(client)).toEqual([]);
  });

  test("every table that belongs to nobody exists, so that the list cannot rot", async () => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    const names = new Set(rows.map((row) => row.name));
    expect(Object.keys(tablesOfNobody).filter((name) => !names.has(name))).toEqual([]);
  });

  test("a table that forgets a lock is found", async () => {
    await client.query("BEGIN");
    await client.query(`CREATE TABLE forgotten (organization_id uuid, id uuid PRIMARY KEY, cluster_id uuid, name text UNIQUE,
      template_organization_id uuid, template_id uuid, FOREIGN KEY (template_organization_id, template_id) REFERENCES templates (organization_id, id))`);
    await client.query("CREATE POLICY all_of_it ON forgotten TO edict_app USING (true)");
    await client.query("CREATE VIEW window_to_all AS SELECT * FROM entities");
    const faults = await findTenancyFaults(client);
    await client.query("ROLLBACK");
    expect(faults).toEqual([
      expect.stringContaining("forgotten_pkey starts with id"),
      expect.stringContaining("forgotten_name_key starts with name"),
      "forgotten: row level security is not enabled",
      "forgotten: row level security is not forced on the table's owner",
      expect.stringContaining("all_of_it lets ALL see true"),
      expect.stringContaining("all_of_it has no condition on what is written"),
      expect.stringContaining("lacks the CHECK on template_organization_id"),
      expect.stringContaining("view window_to_all"),
    ]);
  });
});

describe("as edict_app, with raw SQL", () => {
  test("both organizations have rows in every table, so that nothing below passes for want of rows", async () => {
    const empty: string[] = [];
    for (const table of tables) {
      for (const tenant of [ours, theirs])
        if ((await countOf(table, "organization_id = $1", [tenant.organizationId])) === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  test("without an organization nothing of any tenant is visible", async () => {
    for (const table of tables) {
      expect([
        table,
        await asApp(null, () => countOf(table, `organization_id <> '${LIBRARY_ORGANIZATION_ID}'`)),
      ]).toEqual([table, 0]);
    }
    expect(await asApp(null, () => countOf("organizations", "true"))).toBe(0);
    expect(await asApp(null, () => countOf("users", "id IS NOT NULL"))).toBe(0);
  });

  test("another organization's rows are invisible", async () => {
    for (const table of tables) {
      const foreign = await asApp(ours.organizationId, () =>
        countOf(table, "organization_id NOT IN ($1, $2)", [ours.organizationId, LIBRARY_ORGANIZATION_ID]),
      );
      const own = await asApp(ours.organizationId, () =>
        countOf(table, "organization_id = $1", [ours.organizationId]),
      );
      expect([table, foreign, own > 0]).toEqual([table, 0, true]);
    }
    expect(
      await asApp(ours.organizationId, () => countOf("organizations", "id <> $1", [ours.organizationId])),
    ).toBe(0);
    expect(await asApp(ours.organizationId, () => countOf("users", "id IS NOT NULL"))).toBe(1);
  });

  test("another organization's rows are neither updated nor deleted", async () => {
    for (const table of tables) {
      const update = () =>
        rowCount(`UPDATE ${table} SET organization_id = organization_id WHERE organization_id = $1`, [
          theirs.organizationId,
        ]);
      const remove = () =>
        rowCount(`DELETE FROM ${table} WHERE organization_id = $1`, [theirs.organizationId]);
      if (table === "audit_entries") continue;
      expect([
        table,
        await asApp(ours.organizationId, update),
        await asApp(ours.organizationId, remove),
      ]).toEqual([table, 0, 0]);
    }
    expect(
      await asApp(ours.organizationId, () =>
        rowCount("UPDATE organizations SET name = 'x' WHERE id = $1", [theirs.organizationId]),
      ),
    ).toBe(0);
  });

  test("a row for another organization is refused, new or moved", async () => {
    for (const table of tables) {
      const { rows } = await client.query<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE organization_id = $1 LIMIT 1`,
        [theirs.organizationId],
      );
      const copy = JSON.stringify(rows[0]?.row);
      const insert = () =>
        client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`, [
          copy,
        ]);
      expect([table, await codeOf(asApp(ours.organizationId, insert))]).toEqual([table, refusedByPolicy]);
      const moved = await codeOf(
        asApp(ours.organizationId, () =>
          client.query(`UPDATE ${table} SET organization_id = $1 WHERE organization_id = $2`, [
            theirs.organizationId,
            ours.organizationId,
          ]),
        ),
      );
      // Append-only tables refuse in their trigger, before the policy is asked.
      expect([table, [refusedByPolicy, "23001"].includes(moved)]).toEqual([table, true]);
    }
  });

  test("built-in templates are readable and not writable", async () => {
    for (const table of ["templates", "template_versions", "compiled_units", "compiled_modules"]) {
      const library = [LIBRARY_ORGANIZATION_ID];
      expect(await asApp(ours.organizationId, () => countOf(table, "organization_id = $1", library))).toBe(1);
      expect(
        await asApp(ours.organizationId, () =>
          rowCount(
            `UPDATE ${table} SET organization_id = organization_id WHERE organization_id = $1`,
            library,
          ),
        ),
      ).toBe(0);
      expect(
        await asApp(ours.organizationId, () =>
          rowCount(`DELETE FROM ${table} WHERE organization_id = $1`, library),
        ),
      ).toBe(0);
    }
  });

  test("a tenant's module can hold no plan: what tenants write never becomes JavaScript", async () => {
    const planned = asApp(ours.organizationId, () =>
      client.query(
        "INSERT INTO compiled_modules (organization_id, digest, wasm, plan) VALUES ($1, 'x', '', '{}')",
        [ours.organizationId],
      ),
    );
    expect(await codeOf(planned)).toBe("23514");
  });

  test("a policy may not take a template of another organization, even with its id", async () => {
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM templates WHERE organization_id = $1 LIMIT 1",
      [theirs.organizationId],
    );
    const moved = asApp(ours.organizationId, () =>
      client.query("UPDATE policies SET template_organization_id = $1, template_id = $2", [
        theirs.organizationId,
        rows[0]?.id,
      ]),
    );
    expect(await codeOf(moved)).toBe("23514");
  });

  test("audit entries are added and read, never changed or removed", async () => {
    const id = ours.organizationId;
    expect(
      await codeOf(asApp(id, () => client.query("UPDATE audit_entries SET actor_name = 'nobody'"))),
    ).toBe(refusedByPolicy);
    expect(await codeOf(asApp(id, () => client.query("DELETE FROM audit_entries")))).toBe(refusedByPolicy);
    expect(await codeOf(asApp(id, () => client.query("TRUNCATE audit_entries")))).toBe(refusedByPolicy);
    await client.query("BEGIN");
    await client.query("SELECT set_config('role', 'edict_system', true)");
    expect(await codeOf(client.query("DELETE FROM audit_entries"))).toBe(refusedByPolicy);
    await client.query("ROLLBACK");
    expect(await codeOf(client.query("UPDATE audit_entries SET actor_name = 'nobody'"))).toBe("23001");
  });

  test("password hashes are out of reach, and so are rate limits and the job queue", async () => {
    const id = ours.organizationId;
    expect(await codeOf(asApp(id, () => client.query("SELECT password_hash FROM users")))).toBe(
      refusedByPolicy,
    );
    expect(await codeOf(asApp(id, () => client.query("SELECT * FROM users")))).toBe(refusedByPolicy);
    expect(await codeOf(asApp(id, () => client.query("UPDATE users SET name = 'x'")))).toBe(refusedByPolicy);
    expect(await codeOf(asApp(id, () => client.query("SELECT * FROM rate_limits")))).toBe(refusedByPolicy);
    expect(await codeOf(asApp(id, () => client.query("SELECT * FROM graphile_worker.jobs")))).toBe(
      refusedByPolicy,
    );
  });

  test("a job belongs to the organization of its transaction, whatever its payload says", async () => {
    await client.query("BEGIN");
    await client.query(
      "SELECT set_config('role', 'edict_app', true), set_config('app.organization', $1, true)",
      [ours.organizationId],
    );
    await client.query("SELECT edict_enqueue('evaluate-policy', $1::jsonb, 'forged', NULL, 0, 60000)", [
      JSON.stringify({ organizationId: theirs.organizationId, policyId: "x" }),
    ]);
    await client.query("RESET ROLE");
    const { rows } = await client.query<{ payload: unknown; key: string }>(
      "SELECT payload, key FROM graphile_worker._private_jobs WHERE key LIKE '%forged'",
    );
    await client.query("ROLLBACK");
    expect(rows).toEqual([
      {
        payload: { organizationId: ours.organizationId, policyId: "x" },
        key: `${ours.organizationId}:forged`,
      },
    ]);
    expect(
      await codeOf(
        asApp(null, () => client.query("SELECT edict_enqueue('evaluate-policy', '{}', NULL, NULL, 0, 0)")),
      ),
    ).toBe("P0001");
  });
});
