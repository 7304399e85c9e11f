"use client";

import { SampleFleetNotice } from "@/components/cluster/sample-fleet";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { useOrganization } from "@/lib/client/organization-context";
import { useOverview } from "@/lib/client/use-overview";
import type { Overview } from "@/lib/contracts/api/overview";
import { Checklist } from "./checklist";
import { ClustersStrip } from "./clusters-strip";
import { OpenedResolved } from "./opened-resolved";
import { isComplete, isJudged, OverviewSentence } from "./overview-sentence";
import { TopNamespaces, TopPolicies } from "./rankings";
import { RecentChanges } from "./recent-changes";
import { SeverityTiles } from "./severity-tiles";
import { TwoDoors } from "./two-doors";

export function OverviewScreen() {
  const { organization } = useOrganization();
  const overview = useOverview();
  return (
    <>
      <PageHeader
        title={organization.name}
        subtitle={
          overview.data === undefined ? (
            "Reading the overview …"
          ) : (
            <OverviewSentence overview={overview.data} />
          )
        }
      />
      <QueryBody query={overview} reading="Reading the overview …" skeleton={<OverviewSkeleton />}>
        {(data) => (data.clusters.length === 0 ? <TwoDoors /> : <Body overview={data} />)}
      </QueryBody>
    </>
  );
}

function Body({ overview }: { readonly overview: Overview }) {
  const judged = isJudged(overview);
  return (
    <div className="mt-4 flex flex-col gap-4">
      <SampleFleetNotice clusters={overview.clusters} />
      {!isComplete(overview) && <Checklist overview={overview} />}
      <SeverityTiles overview={overview} judged={judged} />
      <ClustersStrip clusters={overview.clusters} />
      {/* Until something is judged there is nothing to draw, and an empty chart would look like a good result. */}
      {judged && (
        <div className="grid grid-cols-[7fr_5fr] items-start gap-4 max-[1100px]:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-4">
            <OpenedResolved days={overview.days} />
            <RecentChanges recent={overview.recent} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <TopPolicies policies={overview.topPolicies} />
            <TopNamespaces namespaces={overview.topNamespaces} />
          </div>
        </div>
      )}
    </div>
  );
}

function OverviewSkeleton() {
  return (
    <div className="mt-4 flex flex-col gap-4">
      <Card aria-label="Being read" className="grid grid-cols-4 gap-4 p-4 max-[900px]:grid-cols-2">
        {[0, 1, 2, 3].map((index) => (
          <div key={index} className="flex flex-col gap-2">
            <Skeleton className="h-6 w-14" />
            <Skeleton className="w-20" />
            <Skeleton className="h-7" />
          </div>
        ))}
      </Card>
      <Card>
        <SkeletonRows label="Reading the overview …" />
      </Card>
    </div>
  );
}
