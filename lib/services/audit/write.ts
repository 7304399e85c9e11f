import type { Prisma } from "@/lib/data/generated/client";
import type { Tx } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
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
  const { actor } = scope;
  await tx.auditEntry.create({
    data: {
      organizationId: scope.organizationId,
      id: uuidv7(),
      at: scope.now,
      actorType: actor.type,
      actorId: actor.type === "user" ? actor.id : actor.type === "agent" ? actor.clusterId : null,
      actorName: actor.name,
      action: record.action,
      targetType: record.target.type,
      targetId: record.target.id,
      targetName: record.target.name,
      before: prismaJson(record.before),
      after: prismaJson(record.after),
    },
  });
}

function prismaJson(value: { [key: string]: Json } | undefined): Prisma.InputJsonObject | undefined {
  const parse: (text: string) => Prisma.InputJsonObject = JSON.parse;
  return value === undefined ? undefined : parse(JSON.stringify(value));
}
