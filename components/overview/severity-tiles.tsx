"use client";

import { Card } from "@/components/ui/card";
import { SeverityMark, severityWord, UnknownMark } from "@/components/ui/severity-mark";
import { Sparkline } from "@/components/ui/sparkline";
import { Change, Stat } from "@/components/ui/stat";
import { useOrganization } from "@/lib/client/organization-context";
import type { Overview } from "@/lib/contracts/api/overview";
import { SEVERITIES } from "@/lib/domain/severity";
import { shortDay } from "./days";

/** Open violations by severity with their last two weeks. Before anything is judged they claim nothing. */
export function SeverityTiles({
  overview,
  judged,
}: {
  readonly overview: Overview;
  readonly judged: boolean;
}) {
  const { path } = useOrganization();
  return (
    <Card aria-label="Open violations by severity">
      <div className="grid grid-cols-4 max-[900px]:grid-cols-2">
        {SEVERITIES.map((severity) => (
          <div
            key={severity}
            className="min-w-0 border-line px-3.5 py-3 not-first:border-l max-[900px]:nth-3:border-l-0 max-[900px]:nth-[n+3]:border-t"
          >
            <Stat
              value={judged ? overview.open[severity] : "–"}
              tone={judged && overview.open[severity] > 0 ? severity : "text"}
              href={path(`/violations?severity=${severity}`)}
              label={<SeverityMark severity={severity} />}
            />
            {judged ? (
              <>
                <div className="mt-0.5 mb-1.5">
                  <Change value={overview.change7d[severity]} since="7 days" />
                </div>
                <Sparkline
                  tone={severity}
                  title={`Open ${severityWord[severity].toLowerCase()} violations at the end of each day`}
                  points={overview.days.map((day) => ({
                    label: shortDay(day.day),
                    value: day.open[severity],
                  }))}
                />
              </>
            ) : (
              <UnknownMark>Not judged yet</UnknownMark>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}
