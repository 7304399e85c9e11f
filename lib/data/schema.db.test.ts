import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/database";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";

let database: TestDatabase;
let inspector: Inspector;

beforeAll(async () => {
  database = await createTestDatabase();
  inspector = await openInspector(database.url);
});
afterAll(async () => {
  await inspector.close();
  await database.drop();
});

/** Types of Prisma's scalars in PostgreSQL, as `format_type` prints them; `@db.` attributes come first. */
const scalars: Readonly<Record<string, string>> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
  DateTime: "timestamp(3) without time zone",
};
const nativeTypes: Readonly<Record<string, string>> = {
  Json: "json",
  Uuid: "uuid",
  Timestamptz: "timestamp with time zone",
  SmallInt: "smallint",
};

/** `table.column` → `type`, `type?` or `type[]`, and `table` → columns of its primary key. */
interface Shape {
  columns: Record<string, string>;
  keys: Record<string, string>;
}

/** Reads models from schema.prisma: fields of scalar types are columns, everything else is a relation. */
function shapeOfSchema(text: string): Shape {
  const shape: Shape = { columns: {}, keys: {} };
  for (const [, body] of text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)) {
    const lines = (body ?? "").split("\n").map((line) => line.trim());
    const table = /@@map\("([^"]+)"\)/.exec(body ?? "")?.[1] ?? "?";
    const columnOf = new Map<string, string>();
    for (const line of lines) {
      const [, field, type, mark, rest] = /^(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line) ?? [];
      const scalar = scalars[type ?? ""];
      if (field === undefined || rest === undefined || scalar === undefined) continue;
      const column = /@map\("([^"]+)"\)/.exec(rest)?.[1] ?? field;
      const native = /@db\.(\w+)/.exec(rest)?.[1];
      columnOf.set(field, column);
      shape.columns[`${table}.${column}`] =
        `${native === undefined ? scalar : (nativeTypes[native] ?? native)}${mark ?? ""}`;
      if (/@id\b/.test(rest)) shape.keys[table] = column;
    }
    const together = /@@id\(\[([^\]]+)\]/.exec(body ?? "")?.[1];
    if (together !== undefined)
      shape.keys[table] = together
        .split(",")
        .map((field) => columnOf.get(field.trim()) ?? field)
        .join(", ");
  }
  return shape;
}

async function shapeOfDatabase(): Promise<Shape> {
  const columns = await inspector.rows<{ place: string; type: string; nullable: boolean }>(
    `SELECT c.relname || '.' || a.attname AS place, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'`,
  );
  const keys = await inspector.rows<{ name: string; columns: string }>(
    `SELECT c.relname AS name, string_agg(a.attname, ', ' ORDER BY k.place) AS columns
       FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
      WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' GROUP BY c.relname`,
  );
  return {
    columns: Object.fromEntries(
      columns.map(({ place, type, nullable }) => [place, `${type}${nullable ? "?" : ""}`]),
    ),
    keys: Object.fromEntries(keys.map((key) => [key.name, key.columns])),
  };
}

test("schema.prisma and the database name the same tables, columns, types, nullability and primary keys", async () => {
  const schema = shapeOfSchema(await readFile("prisma/schema.prisma", "utf8"));
  expect(Object.keys(schema.columns).length).toBeGreaterThan(100);
  expect(schema).toEqual(await shapeOfDatabase());
});

test("a drifted column is found", () => {
  const drifted = shapeOfSchema(
    'model A {\n  organizationId String @map("organization_id") @db.Uuid\n  id String @db.Uuid\n  tags String[]\n  at DateTime? @db.Timestamptz\n  other B[]\n\n  @@id([organizationId, id])\n  @@map("as")\n}\n',
  );
  expect(drifted).toEqual({
    columns: {
      "as.organization_id": "uuid",
      "as.id": "uuid",
      "as.tags": "text[]",
      "as.at": "timestamp with time zone?",
    },
    keys: { as: "organization_id, id" },
  });
});
