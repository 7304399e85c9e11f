import { createHash } from "node:crypto";
import {
  digestInput,
  type HeartbeatRequest,
  type HeartbeatResponse,
  type HelloRequest,
  type HelloResponse,
  type KnownResponse,
} from "@/lib/contracts/wire/protocol";
import { forOrganizationSql } from "@/lib/data/database";
import { openEpoch, recordHeartbeat } from "@/lib/data/ingest/cluster";
import { announceKinds, knownHashes } from "@/lib/data/ingest/kinds";
import { notifyLive } from "@/lib/data/notify";
import type { Ctx } from "../context";
import { AppError } from "../errors";

export const HEARTBEAT_SECONDS = 20;

/** Opens the next epoch and answers what the console holds, so that only differing kinds are compared object by object. */
export async function helloAgent(ctx: Ctx, clusterId: string, input: HelloRequest): Promise<HelloResponse> {
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const epoch = await openEpoch(sql, clusterId, input, ctx.now());
    if (epoch === null) throw new AppError("unauthenticated", "This cluster was removed from the console.");
    await announceKinds(sql, ctx.organizationId, clusterId, input.resources);
    const known: HelloResponse["known"] = {};
    for (const [key, hashes] of await knownHashes(sql, clusterId)) {
      known[key] = {
        count: hashes.size,
        digest: createHash("sha256").update(digestInput(hashes)).digest("hex"),
      };
    }
    await notifyLive(sql, ctx.organizationId, { topics: ["clusters"], clusters: [clusterId] });
    return { epoch, heartbeatSeconds: HEARTBEAT_SECONDS, known };
  });
}

export async function answerKnown(
  ctx: Ctx,
  clusterId: string,
  kind: { group: string; kind: string },
): Promise<KnownResponse> {
  const kinds = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    knownHashes(sql, clusterId, kind),
  );
  return { hashes: Object.fromEntries(kinds.get(`${kind.group}/${kind.kind}`) ?? []) };
}

export async function heartbeat(
  ctx: Ctx,
  clusterId: string,
  input: HeartbeatRequest,
): Promise<HeartbeatResponse> {
  const epoch = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    recordHeartbeat(sql, clusterId, input, ctx.now()),
  );
  if (epoch === null) return { command: "stop" };
  return { command: epoch === input.epoch ? "none" : "resync" };
}
