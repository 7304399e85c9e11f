import { sqlInPrisma, type Tx } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
import { jsonParam, type Sql } from "@/lib/data/sql";
import type { Json } from "@/lib/domain/json";
import type { Actor } from "../context";

export interface AuditScope {
  organizationId: string;
  actor: Actor;
  now: Date;
}

export interface AuditRecord {
  /** `<entity>.<verb>`: `policy.create`. */
  action: string;
  target: { type: string; id: string | null; name: string };
  before?: { [key: string]: Json };
  after?: { [key: string]: Json };
}

/** One row for each change, in the transaction of the change. Secrets and tokens never go in. */
export async function writeAudit(tx: Tx, scope: AuditScope, record: AuditRecord): Promise<void> {
  await writeAuditIn(sqlInPrisma(tx), scope, record);
}

/** The same for transactions of statements written by hand. */
export async function writeAuditIn(sql: Sql, scope: AuditScope, record: AuditRecord): Promise<void> {
  const { actor } = scope;
  const json = (value: AuditRecord["after"]) => (value === undefined ? null : jsonParam(value));
  await sql.run(
    `INSERT INTO audit_entries (organization_id, id, at, actor_type, actor_id, actor_name, action, target_type, target_id, target_name, before, after)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7, $8, $9::uuid, $10, $11::jsonb, $12::jsonb)`,
    [
      scope.organizationId,
      uuidv7(),
      scope.now,
      actor.type,
      actor.type === "user" ? actor.id : actor.type === "agent" ? actor.clusterId : null,
      actor.name,
      record.action,
      record.target.type,
      record.target.id,
      record.target.name,
      json(record.before),
      json(record.after),
    ],
  );
}
