import { z } from "zod";
import type { LiveFrame } from "@/lib/contracts/live/frames";
import { jsonParam, type Sql } from "./sql";

export const LIVE_CHANNEL = "edict_live";

/** Tells every console process what changed, when (and only if) the transaction commits. Ids only: NOTIFY is not a tenant-safe medium. */
export async function notifyLive(sql: Sql, organizationId: string, frame: LiveFrame): Promise<void> {
  await sql.rows(z.unknown(), "SELECT pg_notify($1, $2)::text AS sent", [
    LIVE_CHANNEL,
    jsonParam({ organizationId, topics: frame.topics, clusters: frame.clusters.slice(0, 20) }),
  ]);
}
