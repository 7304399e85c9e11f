import type pg from "pg";

/** Tables that hold nothing of a tenant, and why. Everything else in the schema belongs to organizations. */
export const tablesOfNobody: Readonly<Record<string, string>> = {
  users: "people belong to several organizations",
  organizations: "the tenants themselves",
  rate_limits: "guards doors in front of any organization",
  _prisma_migrations: "history of the schema",
};

const own = "(organization_id = edict_organization())";
const ownOrLibrary = "(organization_id = ANY (ARRAY[edict_organization(), edict_library_organization()]))";
/** Built-in templates are read by all. */
const readableOfLibrary = new Set(["templates", "template_versions", "compiled_units", "compiled_modules"]);
const libraryCheck =
  "((template_organization_id = organization_id) OR (template_organization_id = edict_library_organization()))";

type Query = Pick<pg.ClientBase, "query">;

/** Names of all tables with rows of tenants. */
export async function tenantTables(client: Query): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
  );
  return rows.map((row) => row.name).filter((name) => !Object.hasOwn(tablesOfNobody, name));
}

/**
 * Reads the catalog and says where tenancy's third lock is open, a sentence for each place; empty when it is shut. Knows no
 * table by name but those that belong to nobody, so a new table is checked without anyone thinking of it.
 */
export async function findTenancyFaults(client: Query): Promise<string[]> {
  const faults: string[] = [];
  for (const table of await tenantTables(client)) {
    faults.push(
      ...(await keyFaults(client, table)),
      ...(await securityFaults(client, table)),
      ...(await policyFaults(client, table)),
    );
  }
  faults.push(...(await foreignKeyFaults(client)), ...(await sideDoors(client)));
  return faults;
}

async function keyFaults(client: Query, table: string): Promise<string[]> {
  const { rows } = await client.query<{
    name: string;
    is_primary: boolean;
    first: string | null;
    not_null: boolean | null;
  }>(
    `SELECT i.indexrelid::regclass::text AS name, i.indisprimary AS is_primary, a.attname AS first, a.attnotnull AS not_null
       FROM pg_index i LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = $1::regclass AND i.indisunique`,
    [table],
  );
  const faults = rows
    .filter((row) => row.first !== "organization_id")
    .map(
      (row) =>
        `${table}: the unique index ${row.name} starts with ${row.first ?? "an expression"} instead of organization_id`,
    );
  const primary = rows.find((row) => row.is_primary);
  if (primary === undefined) faults.push(`${table}: there is no primary key`);
  else if (primary.first === "organization_id" && primary.not_null !== true)
    faults.push(`${table}: organization_id may be null`);
  return faults;
}

async function securityFaults(client: Query, table: string): Promise<string[]> {
  const { rows } = await client.query<{ enabled: boolean; forced: boolean }>(
    "SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced FROM pg_class WHERE oid = $1::regclass",
    [table],
  );
  const [row] = rows;
  const faults: string[] = [];
  if (row?.enabled !== true) faults.push(`${table}: row level security is not enabled`);
  if (row?.forced !== true) faults.push(`${table}: row level security is not forced on the table's owner`);
  return faults;
}

interface PolicyRow {
  policyname: string;
  permissive: string;
  role: string;
  cmd: string;
  qual: string | null;
  with_check: string | null;
}

async function policyFaults(client: Query, table: string): Promise<string[]> {
  const { rows } = await client.query<PolicyRow>(
    "SELECT policyname, permissive, unnest(roles)::text AS role, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public' AND tablename = $1",
    [table],
  );
  const faults: string[] = [];
  for (const row of rows) {
    if (row.role === "edict_system") continue;
    const name = `${table}: the policy ${row.policyname}`;
    if (row.role !== "edict_app") {
      faults.push(`${name} is for ${row.role}; only edict_app and edict_system may have one`);
      continue;
    }
    const reads = row.cmd === "SELECT";
    const allowed = reads && readableOfLibrary.has(table) ? [own, ownOrLibrary] : [own];
    if (row.qual !== null && !allowed.includes(row.qual))
      faults.push(`${name} lets ${row.cmd} see ${row.qual}`);
    if (row.with_check !== null && row.with_check !== own)
      faults.push(`${name} lets ${row.cmd} write ${row.with_check}`);
    if (row.qual === null && row.cmd !== "INSERT") faults.push(`${name} has no condition`);
    if (row.with_check === null && ["INSERT", "ALL"].includes(row.cmd))
      faults.push(`${name} has no condition on what is written`);
  }
  return faults;
}

interface ForeignKeyRow {
  name: string;
  from_table: string;
  to_table: string;
  first: string;
  referenced: string;
  library_check: boolean;
}

/** A reference into a tenant's table that does not carry the organization could point into another one's rows. */
async function foreignKeyFaults(client: Query): Promise<string[]> {
  const { rows } = await client.query<ForeignKeyRow>(
    `SELECT f.conname AS name, f.conrelid::regclass::text AS from_table, f.confrelid::regclass::text AS to_table, a.attname AS first, r.attname AS referenced,
            EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conrelid = f.conrelid AND c.contype = 'c' AND c.convalidated
              AND pg_get_expr(c.conbin, c.conrelid) = $1) AS library_check
       FROM pg_constraint f
       JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
       JOIN pg_attribute r ON r.attrelid = f.confrelid AND r.attnum = f.confkey[1]
      WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace`,
    [libraryCheck],
  );
  return rows.flatMap((row) => {
    const name = `${row.from_table}: the foreign key ${row.name}`;
    if (row.to_table === "users") return [];
    if (row.to_table === "organizations")
      return row.first === "organization_id" ? [] : [`${name} names an organization by ${row.first}`];
    if (row.referenced !== "organization_id")
      return [`${name} refers to ${row.to_table} by ${row.referenced} instead of organization_id`];
    if (row.first === "organization_id") return [];
    if (row.first !== "template_organization_id")
      return [`${name} starts with ${row.first} instead of organization_id`];
    return row.library_check
      ? []
      : [`${name} may point into any organization: its table lacks the CHECK on template_organization_id`];
  });
}

/** Ways around row level security that no table shows. */
async function sideDoors(client: Query): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(
    `SELECT format('role %s bypasses row level security', rolname) AS fault FROM pg_roles
      WHERE rolname IN ('edict_app', 'edict_system') AND (rolsuper OR rolbypassrls OR rolcanlogin)
     UNION ALL
     SELECT format('view %s runs with the rights of its owner', c.relname) FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
     UNION ALL
     SELECT format('function %s runs with the rights of its owner', p.proname) FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proname <> 'edict_enqueue'
     UNION ALL
     SELECT format('edict_app may %s on %s', lower(privilege), c.relname) FROM pg_class c, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND has_table_privilege('edict_app', c.oid, privilege)`,
  );
  return rows.map((row) => row.fault);
}
