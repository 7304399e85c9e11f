import { kindKey, type BatchHeader, type BatchResponse, type Frame } from "@/lib/contracts/wire/protocol";
import { forOrganizationSql } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { advanceCluster, entityIdsByUid, entityIdsOfKind, lockCluster } from "@/lib/data/ingest/cluster";
import { inventoryReaders, ownedEntityIds } from "@/lib/data/ingest/follow-up";
import { recordKind, recordListed } from "@/lib/data/ingest/kinds";
import { tombstoneEntities } from "@/lib/data/ingest/tombstone";
import { upsertEntities, type UpsertResult } from "@/lib/data/ingest/upsert";
import { notifyLive } from "@/lib/data/notify";
import type { Sql } from "@/lib/data/sql";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { checkFrames, type IncomingUpsert } from "./incoming";

const idsPerJob = 100;
/** A batch up to this size is somebody's change; a larger one is part of a sync and waits behind changes. */
const interactiveFrames = 50;
/** Policies that read the inventory wait for the entities of a sync, too: before all are there, they would be judged again and again. */
const priorities = { change: { entities: 0, policies: 0 }, sync: { entities: 10, policies: 20 } };

/**
 * Stores one batch of an agent and enqueues the evaluation of what changed, in one transaction: when this returns, it is
 * committed. A repeated batch is acknowledged and changes nothing.
 *
 * @throws AppError `stale_epoch` or `sequence_gap` (the agent says hello again), `invalid_input` with the frame's path.
 */
export async function applyBatch(
  ctx: Ctx,
  clusterId: string,
  header: BatchHeader,
  frames: readonly Frame[],
): Promise<BatchResponse> {
  const upserts = checkFrames(frames);
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const cluster = await lockCluster(sql, clusterId);
    if (cluster === null)
      throw new AppError(
        "unauthenticated",
        "This cluster was removed from the console. The agent has nothing left to do.",
      );
    if (header.epoch !== cluster.epoch)
      throw new AppError("stale_epoch", "The console has opened a newer epoch. Say hello again.");
    const empty = { sequence: header.sequence, upserted: 0, unchanged: 0, deleted: 0 };
    if (header.sequence <= cluster.sequence) return { ...empty, duplicate: true };
    if (header.sequence !== cluster.sequence + 1) {
      throw new AppError("sequence_gap", `Batch ${cluster.sequence + 1} is expected next. Say hello again.`);
    }
    const now = ctx.now();
    const last = lastWords(frames);
    const incoming = upserts
      .filter(({ index, entity }) => last.get(entity.uid) === index)
      .map(({ entity }) => entity);
    const upserted = await upsertEntities(sql, ctx.organizationId, clusterId, incoming, now);
    const goneUids = await applyRemovals(
      sql,
      { organizationId: ctx.organizationId, clusterId },
      frames,
      upserts,
      now,
    );
    await advanceCluster(
      sql,
      clusterId,
      header.sequence,
      upserted.changedIds.length + goneUids.length > 0,
      now,
    );
    await enqueueEvaluation(sql, clusterId, frames, upserted, goneUids);
    await notifyLive(sql, ctx.organizationId, {
      topics:
        upserted.changedIds.length + goneUids.length > 0
          ? ["clusters", "entities", ...(goneUids.length > 0 ? (["violations", "policies"] as const) : [])]
          : ["clusters"],
      clusters: [clusterId],
    });
    return {
      ...empty,
      duplicate: false,
      upserted: upserted.changedIds.length,
      unchanged: upserts.length - upserted.changedIds.length,
      deleted: goneUids.length,
    };
  });
}

/** uid → place of the last frame about it. Frames count in their order, so an object is what its last frame says. */
function lastWords(frames: readonly Frame[]): ReadonlyMap<string, number> {
  return new Map(
    frames.flatMap((frame, index) =>
      frame.type === "upsert" || frame.type === "delete" ? [[frame.uid, index] as const] : [],
    ),
  );
}

/**
 * Deletions that were watched, what a complete list no longer holds, and kinds that are gone. What the same batch brings
 * after a list or after the end of a kind was not part of it, and stays. Entities go in one step at the end: locks on
 * entities come before those on counters, as in every writer.
 */
async function applyRemovals(
  sql: Sql,
  { organizationId, clusterId }: { organizationId: string; clusterId: string },
  frames: readonly Frame[],
  upserts: readonly IncomingUpsert[],
  now: Date,
): Promise<string[]> {
  const last = lastWords(frames);
  const deleted = frames.flatMap((frame, index) =>
    frame.type === "delete" && last.get(frame.uid) === index ? [frame.uid] : [],
  );
  const ids = deleted.length === 0 ? [] : await entityIdsByUid(sql, clusterId, deleted);
  for (const [index, frame] of frames.entries()) {
    if (frame.type !== "listed" && frame.type !== "kind") continue;
    if (frame.type === "listed") await recordListed(sql, organizationId, clusterId, frame, now);
    else await recordKind(sql, organizationId, clusterId, frame);
    if (frame.type === "kind" && frame.state !== "gone") continue;
    const later = upserts.filter((upsert) => upsert.index > index).map(({ entity }) => entity.uid);
    ids.push(
      ...(await entityIdsOfKind(
        sql,
        clusterId,
        frame.resource,
        frame.type === "listed" ? [...frame.uids, ...later] : later,
      )),
    );
  }
  return await tombstoneEntities(sql, organizationId, ids, now);
}

async function enqueueEvaluation(
  sql: Sql,
  clusterId: string,
  frames: readonly Frame[],
  upserted: UpsertResult,
  goneUids: readonly string[],
): Promise<void> {
  const enqueue = enqueueIn(sql);
  const priority = priorities[frames.length <= interactiveFrames ? "change" : "sync"];
  const owned = await ownedEntityIds(sql, clusterId, [...upserted.changedOwners, ...goneUids]);
  const ids = [...new Set([...upserted.changedIds, ...owned])];
  for (let start = 0; start < ids.length; start += idsPerJob) {
    await enqueue(
      "evaluate-entities",
      { clusterId, entityIds: ids.slice(start, start + idsPerJob) },
      { priority: priority.entities },
    );
  }
  const touched = new Set<string>();
  for (const frame of frames) {
    if (frame.type === "delete") touched.add(kindKey(frame));
    else touched.add(kindKey(frame.resource));
  }
  for (const policyId of await inventoryReaders(sql, [...touched])) {
    await enqueue(
      "evaluate-policy",
      { policyId, clusterId },
      {
        key: `inventory:${policyId}:${clusterId}`,
        priority: priority.policies,
        runAfterMs: 100,
        keepRunAt: true,
      },
    );
  }
}
