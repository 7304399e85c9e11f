import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { kindKey, type BatchHeader, type BatchResponse, type DeleteFrame, type Frame, type ListedFrame, type UpsertFrame } from "@/lib/contracts/wire/protocol";
import { forOrganizationSql } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { advanceCluster, entityIdsByUid, lockCluster } from "@/lib/data/ingest/cluster";
import { inventoryReaders, ownedEntityIds } from "@/lib/data/ingest/follow-up";
import { recordKind, recordListed } from "@/lib/data/ingest/kinds";
import { tombstoneEntities } from "@/lib/data/ingest/tombstone";
import { upsertEntities, type IncomingEntity, type UpsertResult } from "@/lib/data/ingest/upsert";
import { notifyLive } from "@/lib/data/notify";
import type { Sql } from "@/lib/data/sql";
import { labelsOf, ownerOf, refOf } from "@/lib/domain/entity";
import type { Ctx } from "../context";
import { AppError, invalidInput } from "../errors";

const idsPerJob = 100;
/** A batch up to this size is somebody's change; a larger one is part of a sync and waits behind changes. */
const interactiveFrames = 50;

/**
 * Stores one batch of an agent and enqueues the evaluation of what changed, in one transaction: when this returns, it is
 * committed. A repeated batch is acknowledged and changes nothing.
 *
 * @throws AppError `stale_epoch` or `sequence_gap` (the agent says hello again), `invalid_input` with the frame's path.
 */
export async function applyBatch(ctx: Ctx, clusterId: string, header: BatchHeader, frames: readonly Frame[]): Promise<BatchResponse> {
  const upserts = frames.filter((frame) => frame.type === "upsert");
  const incoming = frames.flatMap((frame, index) => (frame.type === "upsert" ? [incomingOf(frame, index)] : []));
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const cluster = await lockCluster(sql, clusterId);
    if (cluster === null) throw new AppError("unauthenticated", "This cluster was removed from the console. The agent has nothing left to do.");
    if (header.epoch !== cluster.epoch) throw new AppError("stale_epoch", "The console has opened a newer epoch. Say hello again.");
    const empty = { sequence: header.sequence, upserted: 0, unchanged: 0, deleted: 0 };
    if (header.sequence <= cluster.sequence) return { ...empty, duplicate: true };
    if (header.sequence !== cluster.sequence + 1) {
      throw new AppError("sequence_gap", `Batch ${cluster.sequence + 1} is expected next. Say hello again.`);
    }
    const now = ctx.now();
    const upserted = await upsertEntities(sql, ctx.organizationId, clusterId, incoming, now);
    const goneUids = await applyRemovals(sql, ctx.organizationId, clusterId, frames, now);
    for (const frame of frames) if (frame.type === "kind") await recordKind(sql, ctx.organizationId, clusterId, frame);
    await advanceCluster(sql, clusterId, header.sequence, upserted.changedIds.length + goneUids.length > 0, now);
    await enqueueEvaluation(sql, clusterId, frames, upserted, goneUids);
    await notifyLive(sql, ctx.organizationId, {
      topics: upserted.changedIds.length + goneUids.length > 0 ? ["clusters", "entities", ...(goneUids.length > 0 ? (["violations", "policies"] as const) : [])] : ["clusters"],
      clusters: [clusterId],
    });
    return { ...empty, duplicate: false, upserted: upserted.changedIds.length, unchanged: upserts.length - upserted.changedIds.length, deleted: goneUids.length };
  });
}

/** Deletions that were watched, and what a complete list no longer holds. */
async function applyRemovals(sql: Sql, organizationId: string, clusterId: string, frames: readonly Frame[], now: Date): Promise<string[]> {
  const deletes = frames.filter((frame): frame is DeleteFrame => frame.type === "delete");
  const ids = deletes.length === 0 ? [] : await entityIdsByUid(sql, clusterId, deletes.map((frame) => frame.uid));
  for (const frame of frames.filter((candidate): candidate is ListedFrame => candidate.type === "listed")) {
    ids.push(...(await recordListed(sql, organizationId, clusterId, frame, now)));
  }
  return await tombstoneEntities(sql, organizationId, ids, now);
}

async function enqueueEvaluation(sql: Sql, clusterId: string, frames: readonly Frame[], upserted: UpsertResult, goneUids: readonly string[]): Promise<void> {
  const enqueue = enqueueIn(sql);
  const priority = frames.length <= interactiveFrames ? 0 : 10;
  const owned = await ownedEntityIds(sql, clusterId, [...upserted.appearedUids, ...goneUids]);
  const ids = [...new Set([...upserted.changedIds, ...owned])];
  for (let start = 0; start < ids.length; start += idsPerJob) {
    await enqueue("evaluate-entities", { clusterId, entityIds: ids.slice(start, start + idsPerJob) }, { priority });
  }
  const touched = new Set<string>();
  for (const frame of frames) {
    if (frame.type === "delete") touched.add(kindKey(frame));
    else touched.add(kindKey(frame.resource));
  }
  for (const policyId of await inventoryReaders(sql, [...touched])) {
    await enqueue("evaluate-policy", { policyId, clusterId }, { key: `inventory:${policyId}:${clusterId}`, priority, runAfterMs: 100 });
  }
}

/** Checks an object against what the frame says of it. The console trusts no hash that it has not computed. */
function incomingOf(frame: UpsertFrame, index: number): IncomingEntity {
  const ref = refOf(frame.object);
  const wrong = (path: string, message: string) =>
    invalidInput([{ path: `frames.${index}.${path}`, message }], "The batch was refused as a whole; nothing of it was stored.");
  if (ref === null) throw wrong("object", "An object needs apiVersion, kind and metadata.name.");
  if (ref.kind !== frame.resource.kind) throw wrong("object.kind", `The object is a ${ref.kind}, but the frame says ${frame.resource.kind}.`);
  if ([ref.name, ref.namespace ?? ""].some((text) => text.length > 253 || hasControlCharacter(text))) {
    throw wrong("object.metadata.name", "A name has at most 253 characters and no control characters.");
  }
  const body = canonicalOrNull(frame);
  if (body === null) throw wrong("object", "The object is nested too deeply to be stored.");
  const hash = createHash("sha256").update(body).digest("hex");
  if (hash !== frame.hash) throw wrong("hash", "The hash is not that of the object's canonical JSON.");
  const owner = ownerOf(frame.object);
  return {
    uid: frame.uid,
    group: frame.resource.group,
    version: frame.resource.version,
    kind: ref.kind,
    namespace: ref.namespace,
    name: ref.name,
    labels: Object.fromEntries(Object.entries(labelsOf(frame.object)).filter(([key, value]) => !hasControlCharacter(key + value))),
    owner: owner === null ? null : { uid: owner.uid, kind: owner.kind, name: owner.name },
    hash,
    body,
    manager: frame.manager ?? null,
  };
}

/** Canonical JSON is written recursively: an object that exhausts the stack is nobody's real object. */
function canonicalOrNull(frame: UpsertFrame): string | null {
  try {
    return canonicalJson(frame.object);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 32) return true;
  return false;
}
