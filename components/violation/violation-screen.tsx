"use client";

import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState, Notice, StaleNotice } from "@/components/ui/states";
import { useViolation } from "@/lib/client/use-violations";
import type { ViolationDetail } from "@/lib/contracts/api/violations";
import { EntityCard } from "./entity-card";
import { FactsCard } from "./facts-card";
import { FixCard } from "./fix-card";
import { HowCard, WhyCard } from "./guidance-cards";
import { OccurrencesCard } from "./occurrences-card";
import { TimelineCard } from "./timeline-card";
import { ViolationHeader } from "./violation-header";

/** One violation: what is wrong where, why it matters, what would mend it, and its history. */
export function ViolationScreen({ violationId }: { readonly violationId: string }) {
  const violation = useViolation(violationId);
  if (violation.data === undefined) {
    if (violation.isError)
      return (
        <>
          <PageHeader title="Violation" />
          <div className="mt-3.5">
            <Card>
              <ErrorState error={violation.error} onRetry={() => void violation.refetch()} />
            </Card>
          </div>
        </>
      );
    return <Loading />;
  }
  return (
    <>
      <ViolationHeader violation={violation.data} />
      {violation.isError && (
        <Notice tone="bad" className="mt-3.5">
          This violation could not be read again; what you see is what was read before.
        </Notice>
      )}
      {violation.data.staleSince !== null && (
        <StaleNotice
          since={violation.data.staleSince}
          subject={violation.data.cluster.name}
          className="mt-3.5"
        />
      )}
      <Content violation={violation.data} />
    </>
  );
}

/** Two columns; on narrow screens one, in the order in which one needs the cards. */
function Content({ violation }: { readonly violation: ViolationDetail }) {
  const open = violation.state === "open";
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1.35fr)_minmax(320px,1fr)] items-start gap-4 max-[900px]:grid-cols-[minmax(0,1fr)]">
      <div className="grid min-w-0 gap-4 max-[900px]:contents">
        <div className="min-w-0 max-[900px]:order-1">
          <EntityCard violation={violation} />
        </div>
        <div className="min-w-0 empty:hidden max-[900px]:order-2">
          <OccurrencesCard violation={violation} />
        </div>
        <div className="min-w-0 empty:hidden max-[900px]:order-4">
          <WhyCard violation={violation} />
        </div>
        <div className="min-w-0 empty:hidden max-[900px]:order-5">
          <HowCard violation={violation} />
        </div>
      </div>
      <div className="grid min-w-0 gap-4 max-[900px]:contents">
        <div className="min-w-0 empty:hidden max-[900px]:order-3">
          {open && <FixCard violation={violation} />}
        </div>
        <div className="min-w-0 max-[900px]:order-6">
          <FactsCard violation={violation} />
        </div>
        <div className="min-w-0 max-[900px]:order-7">
          <TimelineCard violation={violation} />
        </div>
      </div>
    </div>
  );
}

function Loading() {
  return (
    <>
      <Skeleton className="w-40" />
      <Skeleton className="mt-3 h-5 w-2/3" />
      <Skeleton className="mt-2.5 mb-5 w-1/2" />
      <Card>
        <SkeletonRows label="Reading the violation …" />
      </Card>
    </>
  );
}
