import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillTenant, publishTestTemplate } from "@/scripts/testing/filled-tenant";
import { worldOfFile } from "@/scripts/testing/scope";
import { findTenancyFaults, tablesOfNobody, tenantTables } from "@/scripts/testing/tenancy-check";
import type { Tenant } from "@/scripts/testing/world";
import { LIBRARY_ORGANIZATION_ID } from "./ids";

const refusedByPolicy = "42501";

const world = worldOfFile();
let client: pg.Client;
let ours: Tenant;
let theirs: Tenant;
let tables: string[];

beforeAll(async () => {
  client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  tables = await tenantTables(client);
  await publishTestTemplate(world.services);
  [ours, theirs] = [await fillTenant(world, "Ours"), await fillTenant(world, "Theirs")];
});
afterAll(() => client.end());

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
