"use client";

import { Bar } from "@/components/ui/bar";
import { BusyMark } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { formatMeasured, formatNumber, plural } from "@/lib/client/format";
import type { PackDetail, PackPreviewFrame } from "@/lib/contracts/api/packs";
import type { PackChoice } from "./use-pack-choice";
import { foundWords, violationsOf } from "./words";

const barsShown = 8;

/** What the chosen policies would find in the fleet now, together. */
export function PackPreview({ pack, choice }: { readonly pack: PackDetail; readonly choice: PackChoice }) {
  const { preview, chosen } = choice;
  const { frame, status, outdated } = preview;
  const running = status === "running";
  return (
    <Card aria-label="What this would find now">
      <CardHeader title="What this would find now" actions={<Note choice={choice} />} />
      <p role="status" className="sr-only">
        {status === "complete" && frame !== null && foundWords(frame)}
      </p>
      {chosen.length === 0 ? (
        <EmptyState title="No policy is chosen">
          {choice.off.length === 0
            ? "Nothing of this pack is left to switch on without values of your own."
            : "Choose policies in the table to see what they would find in your fleet, before anything is made."}
        </EmptyState>
      ) : status === "failed" ? (
        <ErrorState error={preview.error} onRetry={preview.retry} kept="What you chose is kept." />
      ) : frame === null ? (
        <CardBody className="flex flex-col gap-3">
          <span className="sr-only">Judging your fleet …</span>
          <Skeleton className="h-9 w-2/3" />
          <Skeleton className="w-full" />
          <Skeleton className="w-4/5" />
        </CardBody>
      ) : (
        <div className={cn(outdated && "opacity-55")} aria-busy={running}>
          <Found frame={frame} pack={pack} />
        </div>
      )}
    </Card>
  );
}

function Note({ choice }: { readonly choice: PackChoice }) {
  const { frame, status, outdated } = choice.preview;
  if (status === "failed" || choice.chosen.length === 0) return null;
  if (status === "running")
    return (
      <span className="flex items-center gap-1.5 text-sm text-text-3 tabular-nums">
        <BusyMark />
        {frame === null || outdated
          ? "judging your fleet …"
          : `${formatNumber(frame.seen)} of ${plural(frame.total, "entity", "entities")} looked at`}
      </span>
    );
  if (frame === null) return null;
  return (
    <span className="text-sm text-text-3 tabular-nums">
      {plural(frame.seen, "entity", "entities")} · {formatMeasured(frame.durationMs)}
    </span>
  );
}

function Found({ frame, pack }: { readonly frame: PackPreviewFrame; readonly pack: PackDetail }) {
  const items = new Map(pack.items.map((item) => [item.key, item]));
  const finding = frame.byTemplate
    .filter(({ violating }) => violating > 0)
    .sort((a, b) => b.violating - a.violating);
  const notJudged = frame.byTemplate.filter((count) => count.notJudged > 0);
  return (
    <CardBody>
      <div className="grid grid-cols-3 gap-2.5">
        <Stat value={violationsOf(frame.byTemplate)} label="violations would open" />
        <Stat value={frame.violatingEntities} label="entities have them" />
        <Stat
          value={`${formatNumber(finding.length)} of ${formatNumber(frame.byTemplate.length)}`}
          label="policies find some"
        />
      </div>
      {frame.complete && finding.length === 0 && <p className="mt-3 text-text-2">{foundWords(frame)}</p>}
      {finding.length > 0 && (
        <div className="mt-3.5">
          <h3 className="mb-0.5 text-sm font-[540] text-text-3">Finding most</h3>
          {finding.slice(0, barsShown).map(({ key, violating, judged }) => {
            const item = items.get(key);
            return (
              <div key={key} className="py-1">
                <div className="flex gap-3">
                  <span className="min-w-0 flex-1 truncate" title={item?.title}>
                    {item?.title ?? key}
                  </span>
                  <span className="text-sm text-text-3 tabular-nums">
                    {formatNumber(violating)} of {formatNumber(judged)}
                  </span>
                </div>
                <Bar
                  total={judged}
                  parts={[{ value: violating, tone: item?.severity ?? "unknown", label: "failing" }]}
                />
              </div>
            );
          })}
        </div>
      )}
      {notJudged.length > 0 && (
        <div className="mt-3 rounded-sm bg-unknown-soft px-3 py-2 text-text-2">
          <h3 className="text-text">Not judged</h3>
          <ul className="mt-0.5 flex flex-col gap-0.5">
            {notJudged.map(({ key, notJudged: count, reason }) => (
              <li key={key}>
                {items.get(key)?.title ?? key}: {plural(count, "entity", "entities")}
                {reason !== null && `, ${reason}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </CardBody>
  );
}
