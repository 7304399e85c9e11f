import type { EntityDetail, EntityPolicy, entityVersionDetailSchema } from "@/lib/contracts/api/entities";
import type { z } from "zod";
import { forOrganizationSql } from "@/lib/data/database";
import {
  readEntityErrors,
  readEntityRow,
  readMarks,
  readOwned,
  readVersionBody,
  readVersions,
  type EntityDetailRow,
} from "@/lib/data/entities/read";
import { isObject, parseJson } from "@/lib/domain/json";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { applies, loadSituation, type Situation } from "../evaluation/situation";

const ownedShown = 200;

export async function readEntity(ctx: Ctx, entityId: string): Promise<EntityDetail> {
  requirePermission(ctx, "cluster.read");
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const row = await readEntityRow(sql, entityId);
    if (row === null) throw notFound("entity");
    const marks = await readMarks(sql, entityId);
    const errors = new Map(
      (await readEntityErrors(sql, entityId)).map((error) => [error.policy_id, error.message]),
    );
    const violationOf = new Map(marks.map((mark) => [mark.policy_id, mark.violation_id]));
    const object = parseJson(row.body);
    return {
      id: row.id,
      uid: row.uid,
      group: row.api_group,
      version: row.version,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      deleted: row.deleted_at !== null,
      cluster: { id: row.cluster_id, name: row.cluster_name },
      labels: row.labels,
      object: isObject(object) ? object : {},
      owner:
        row.owner_kind === null || row.owner_name === null
          ? null
          : { id: row.owner_id, kind: row.owner_kind, name: row.owner_name },
      owned: (await readOwned(sql, row.cluster_id, row.uid, ownedShown)).map((owned) => ({
        id: owned.id,
        group: owned.api_group,
        version: owned.version,
        kind: owned.kind,
        namespace: owned.namespace,
        name: owned.name,
        deleted: owned.deleted,
      })),
      firstSeenAt: row.first_seen_at.toISOString(),
      lastChangedAt: row.last_changed_at.toISOString(),
      deletedAt: row.deleted_at?.toISOString() ?? null,
      versions: (await readVersions(sql, entityId)).map(presentVersion),
      policies: row.deleted_at === null ? standing(await loadSituation(sql), row, violationOf, errors) : [],
      marks: marks.flatMap((mark) =>
        mark.pointer === null
          ? []
          : [
              {
                pointer: mark.pointer,
                message: mark.message,
                severity: mark.severity,
                violationId: mark.violation_id,
              },
            ],
      ),
    };
  });
}

/** How every policy in force stands to an entity: the answer to "why is this policy not applied?" too. */
function standing(
  situation: Situation,
  row: EntityDetailRow,
  violationOf: ReadonlyMap<string, string>,
  errors: ReadonlyMap<string, string>,
): EntityPolicy[] {
  const owner =
    row.owner_live_kind === null || row.owner_live_group === null
      ? null
      : { group: row.owner_live_group, kind: row.owner_live_kind, labels: row.owner_live_labels ?? {} };
  const entity = {
    clusterId: row.cluster_id,
    group: row.api_group,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    labels: row.labels,
    owner,
  };
  const judged = new Set(row.judged);
  const rank = { violating: 0, error: 1, pending: 2, passed: 3, not_applied: 4 };
  return situation.policies
    .map((policy): EntityPolicy => {
      const base = {
        policyId: policy.id,
        policyName: policy.name,
        severity: policy.severity,
        reason: null,
        violationId: null,
      };
      const violationId = violationOf.get(policy.id);
      if (violationId !== undefined) return { ...base, status: "violating", violationId };
      const error = errors.get(policy.id);
      if (error !== undefined) return { ...base, status: "error", reason: error };
      const match = applies(situation, policy, entity);
      if (!match.matches) return { ...base, status: "not_applied", reason: match.reason };
      return { ...base, status: row.evaluated && judged.has(policy.id) ? "passed" : "pending" };
    })
    .toSorted((a, b) => rank[a.status] - rank[b.status] || a.policyName.localeCompare(b.policyName));
}

type VersionRow = Awaited<ReturnType<typeof readVersions>>[number];

function presentVersion(row: VersionRow) {
  return {
    id: row.id,
    number: row.number,
    hash: row.hash,
    from: row.valid_from.toISOString(),
    to: row.valid_to?.toISOString() ?? null,
    manager: row.manager,
  };
}

export async function readEntityVersion(
  ctx: Ctx,
  entityId: string,
  versionId: string,
): Promise<z.infer<typeof entityVersionDetailSchema>> {
  requirePermission(ctx, "cluster.read");
  const row = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    readVersionBody(sql, entityId, versionId),
  );
  if (row === null) throw notFound("entity version");
  const object = parseJson(row.body);
  return { ...presentVersion(row), object: isObject(object) ? object : {} };
}
