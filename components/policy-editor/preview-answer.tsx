"use client";

import Link from "next/link";
import { BarRow } from "@/components/ui/bar";
import { BusyMark } from "@/components/ui/button";
import { CardBody } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { EmptyState } from "@/components/ui/states";
import { formatMeasured, formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { usePreview } from "@/lib/client/use-preview";
import type { PreviewFrame } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import type { Severity } from "@/lib/domain/severity";
import { PreviewFindings } from "./preview-findings";
import { emptyWords, outcomeWords, progressWords, reachWords } from "./preview-words";
import { useFleetClusters } from "./use-fleet";

const barsShown = 8;

/** How far judging has come, or what was looked at and how long it took. */
export function PreviewNote({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  const { frame, status, outdated } = preview;
  if (status === "running")
    return (
      <span className="flex items-center gap-1.5 text-sm text-text-3">
        <BusyMark />
        {frame === null || outdated ? "judging your fleet …" : progressWords(frame)}
      </span>
    );
  if (frame === null || frame.judged === 0) return null;
  return (
    <span className="text-sm text-text-3 tabular-nums">
      {reachWords(frame)} · {formatMeasured(frame.durationMs)}
    </span>
  );
}

/** The shape of an answer that is on its way. */
export function PreviewStarting() {
  return (
    <CardBody className="flex flex-col gap-3">
      <span className="sr-only">Judging your fleet …</span>
      <div className="grid grid-cols-4 gap-3">
        {["open", "resolve", "pass", "not"].map((id) => (
          <Skeleton key={id} className="h-9" />
        ))}
      </div>
      <Skeleton className="mt-2 w-full" />
      <Skeleton className="w-4/5" />
      <Skeleton className="w-2/3" />
    </CardBody>
  );
}

export interface PreviewAnswerProps {
  readonly frame: PreviewFrame;
  readonly editing: boolean;
  /** The policy that is compared with. */
  readonly policyId?: string;
  readonly targets: TemplateDetail["targets"];
  readonly severity: Severity;
}

/** What a draft would find, as far as it has been judged. */
export function PreviewAnswer({ frame, editing, policyId, targets, severity }: PreviewAnswerProps) {
  const { path, can } = useOrganization();
  const fleet = useFleetClusters();
  const clusters = fleet.isPending || fleet.unknown ? null : fleet.clusters.length;
  const empty = emptyWords(frame, targets, clusters);
  return (
    <>
      {(empty === null || frame.wouldResolve > 0) && (
        <CardBody>
          <div className="grid grid-cols-[repeat(auto-fit,minmax(84px,1fr))] gap-2.5 max-[480px]:grid-cols-2">
            <Stat value={frame.wouldOpen} label="would open" tone={frame.wouldOpen > 0 ? severity : "text"} />
            <Stat
              value={frame.wouldResolve}
              label="would resolve"
              tone={frame.wouldResolve > 0 ? "pass" : "text"}
            />
            {editing && (
              <Stat
                value={frame.unchanged}
                label="unchanged"
                href={policyId === undefined ? undefined : path(`/violations?policy=${policyId}`)}
              />
            )}
            <Stat value={frame.pass} label="pass" />
            <Stat
              value={frame.notJudged}
              label="not judged"
              tone={frame.notJudged > 0 ? "unknown" : "text"}
            />
          </div>
          <Bars frame={frame} severity={severity} />
          {frame.complete && frame.wouldOpen + frame.unchanged === 0 && frame.judged > 0 && (
            <p className="mt-3 text-text-2">{outcomeWords(frame, editing)}</p>
          )}
          <NotJudged frame={frame} />
        </CardBody>
      )}
      {empty !== null && (
        <EmptyState
          title={empty.title}
          actions={
            clusters === 0 &&
            can("cluster.write") && (
              <Link href={path("/clusters/new")} className="link">
                Add a cluster
              </Link>
            )
          }
        >
          {empty.text}
        </EmptyState>
      )}
      <PreviewFindings frame={frame} editing={editing} />
    </>
  );
}

function Bars({ frame, severity }: { readonly frame: PreviewFrame; readonly severity: Severity }) {
  if (frame.byCluster.length === 0) return null;
  const rows = frame.byCluster.map(({ id, name, violating, inScope }) => (
    <BarRow
      key={id}
      name={<span title={name}>{name}</span>}
      note={`${formatNumber(violating)} of ${formatNumber(inScope)}`}
      total={inScope}
      parts={[{ value: violating, tone: severity, label: "failing" }]}
    />
  ));
  const rest = rows.slice(barsShown);
  return (
    <div className="mt-3.5">
      <h3 className="mb-0.5 text-sm font-[540] text-text-3">Failing by cluster</h3>
      {rows.slice(0, barsShown)}
      {rest.length > 0 && <Disclosure summary={plural(rest.length, "more cluster")}>{rest}</Disclosure>}
    </div>
  );
}

/** What stays unknown, and why: it must not pass for passing. */
function NotJudged({ frame }: { readonly frame: PreviewFrame }) {
  const { notJudgedReasons, errors, notJudged } = frame;
  if (notJudgedReasons.length === 0 && errors.length === 0) return null;
  return (
    <div className="mt-3 rounded-sm bg-unknown-soft px-3 py-2 text-text-2">
      <h3 className="text-text">
        {notJudged > 0 ? `Not judged: ${plural(notJudged, "entity", "entities")}` : "Not judged"}
      </h3>
      <ul className="mt-0.5 flex flex-col gap-0.5">
        {notJudgedReasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {errors.map(({ code, message, count }) => (
          <li key={`${code} ${message}`}>
            {plural(count, "entity", "entities")}: {message} <code className="text-text-3">{code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
