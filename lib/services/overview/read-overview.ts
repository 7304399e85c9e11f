import type { Counts } from "@/lib/contracts/api/account";
import type { Severity } from "@/lib/contracts/api/common";
import type { Overview } from "@/lib/contracts/api/overview";
import { readClusters } from "@/lib/data/clusters/read";
import { forOrganizationSql } from "@/lib/data/database";
import {
  countAll,
  countEventsByDay,
  countOpenBySeverity,
  countPaused,
  lastHeard,
  recentEvents,
  topNamespaces,
  topPolicies,
} from "@/lib/data/overview/read";
import { entityLabel } from "@/lib/domain/entity";
import { SEVERITIES } from "@/lib/domain/severity";
import { clusterStatus, presentCluster } from "../clusters/present";
import { requirePermission, type Ctx } from "../context";

const daysShown = 14;
const dayMs = 24 * 60 * 60 * 1000;

export async function readOverview(ctx: Ctx): Promise<Overview> {
  requirePermission(ctx, "violation.read");
  const now = ctx.now();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const since = new Date(today - (daysShown - 1) * dayMs);
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const open = none();
    for (const row of await countOpenBySeverity(sql)) open[severityAt(row.severity_rank)] += row.open;
    const days = trend(open, await countEventsByDay(sql, since), today);
    const counts = await countAll(sql);
    const clusters = (await readClusters(sql, null)).map((row) =>
      presentCluster(row, ctx.services.settings.version, now),
    );
    const weekAgo = days.at(-8)?.open ?? none();
    return {
      open,
      change7d: {
        critical: open.critical - weekAgo.critical,
        high: open.high - weekAgo.high,
        medium: open.medium - weekAgo.medium,
        low: open.low - weekAgo.low,
      },
      days,
      clusters,
      topPolicies: await topPolicies(sql, 8),
      topNamespaces: (await topNamespaces(sql, 8)).map((row) => ({
        clusterId: row.cluster_id,
        clusterName: row.cluster_name,
        namespace: row.namespace,
        open: row.open,
      })),
      recent: (await recentEvents(sql, 12)).map((row) => ({
        violationId: row.violation_id,
        at: row.at.toISOString(),
        type: row.type,
        severity: row.severity,
        message: row.message,
        entity: entityLabel(row),
        clusterName: row.cluster_name,
      })),
      checklist: [
        { id: "cluster", done: clusters.some((cluster) => cluster.connectedAt !== null) },
        { id: "objects", done: counts.entities > 0 },
        { id: "policy", done: counts.policies > 0 },
        {
          id: "violations",
          done:
            counts.policies > 0 &&
            clusters.some((cluster) => cluster.entities > 0 && cluster.pendingEvaluations === 0),
        },
      ],
      entities: counts.entities,
      violatingEntities: counts.violating,
      pausedPolicies: await countPaused(sql),
    };
  });
}

type BySeverity = Record<Severity, number>;

function none(): BySeverity {
  return { critical: 0, high: 0, medium: 0, low: 0 };
}

function severityAt(rank: number): Severity {
  return SEVERITIES[rank] ?? "low";
}

/** Open at the end of each day, walked back from now: open yesterday = open today − opened today + resolved today. */
function trend(
  openNow: BySeverity,
  events: Awaited<ReturnType<typeof countEventsByDay>>,
  today: number,
): Overview["days"] {
  const days: Overview["days"] = [];
  let open = { ...openNow };
  for (let back = 0; back < daysShown; back++) {
    const day = new Date(today - back * dayMs).toISOString().slice(0, 10);
    const ofDay = events.filter((event) => event.day === day);
    const before = { ...open };
    for (const event of ofDay) before[severityAt(event.severity_rank)] += event.resolved - event.opened;
    days.unshift({
      day,
      open,
      opened: sum(ofDay.map((event) => event.opened)),
      resolved: sum(ofDay.map((event) => event.resolved)),
    });
    open = before;
  }
  return days;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export async function readCounts(ctx: Ctx): Promise<Counts> {
  requirePermission(ctx, "violation.read");
  const now = ctx.now();
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const counts = await countAll(sql);
    const heard = await lastHeard(sql);
    const stale = heard.filter((at) => clusterStatus(at, at, now) === "stale");
    const live = heard.filter((at) => !stale.includes(at));
    return {
      openViolations: counts.open,
      clusters: counts.clusters,
      policies: counts.policies,
      templates: counts.templates,
      connectedClusters: live.length,
      staleClusters: stale.length,
      dataAgeSeconds:
        live.length === 0
          ? null
          : Math.max(0, Math.round((now.getTime() - Math.min(...live.map((at) => at.getTime()))) / 1000)),
    };
  });
}
