"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useLive } from "@/lib/client/use-live";
import { useNow } from "@/lib/client/use-now";
import { useCounts } from "@/lib/client/use-overview";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { formatDuration } from "@/lib/domain/relative-time";

/** A break shorter than this is mended before anybody needs to know. */
const graceMs = 5_000;
/** A cluster's own last word older than this is worth saying even while the stream stands. */
const agedSeconds = 90;

function Words({ warn, children }: { readonly warn: boolean; readonly children: string }) {
  const { path } = useOrganization();
  return (
    <Link
      href={path("/clusters")}
      className={cn(
        "flex items-center gap-2 rounded-xs text-sm hover:underline",
        warn ? "text-medium" : "text-text-2",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "size-[7px] shrink-0 rounded-full ring-3",
          warn ? "bg-medium ring-medium-soft" : "bg-pass ring-pass-soft",
        )}
      />
      <span className="max-[600px]:sr-only">{children}</span>
    </Link>
  );
}

function silentWords(clusters: readonly Cluster[] | undefined, count: number, now: number): string {
  const silent = clusters?.filter((cluster) => cluster.status === "stale") ?? [];
  const first = silent[0];
  if (first === undefined || first.lastHeardAt === null) return `${plural(count, "cluster")} silent`;
  const since = formatDuration(now - Date.parse(first.lastHeardAt));
  return silent.length === 1
    ? `${first.name} silent for ${since}`
    : `${plural(silent.length, "cluster")} silent, ${first.name} for ${since}`;
}

/** What the reader may rely on: "Live · 3 clusters · data 4 s old", or since when not. */
export function LiveState() {
  const live = useLive();
  const counts = useCounts();
  const now = useNow();
  const stale = counts.data?.staleClusters ?? 0;
  if (now === null) return null;
  const brokenMs = live.brokenSinceMs === null ? 0 : now - live.brokenSinceMs;
  if (brokenMs > graceMs)
    return <Words warn>{`Not live for ${formatDuration(brokenMs)} · reconnecting`}</Words>;
  if (counts.data === undefined || live.connection === "connecting") return null;
  if (stale > 0) return <SilentClusters count={stale} now={now} />;
  const { connectedClusters, dataAgeSeconds } = counts.data;
  if (connectedClusters === 0 || dataAgeSeconds === null)
    return <Words warn={false}>Live · no cluster connected</Words>;
  const ageSeconds = dataAgeSeconds + Math.max(0, now - counts.dataUpdatedAt) / 1_000;
  const age = formatDuration(ageSeconds * 1_000);
  return (
    <Words warn={ageSeconds > agedSeconds}>
      {`Live · ${plural(connectedClusters, "cluster")} · data ${age} old`}
    </Words>
  );
}

/** Reads the clusters only when one of them is silent. */
function SilentClusters({ count, now }: { readonly count: number; readonly now: number }) {
  const clusters = useClusters();
  return <Words warn>{silentWords(clusters.data, count, now)}</Words>;
}
