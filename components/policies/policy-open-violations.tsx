"use client";

import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { FoundExpected } from "@/components/ui/found-expected";
import { PathTail } from "@/components/ui/path-tail";
import { KindTag } from "@/components/ui/pill";
import { QueryBody } from "@/components/ui/query-body";
import { PassMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName, formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useViolations } from "@/lib/client/use-violations";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import type { ViolationListItem } from "@/lib/contracts/api/violations";
import { noNumbersReason } from "./policy-outcome";
import { pauseOf } from "./policy-paused";

const shownMax = 5;

/** The newest open violations of the policy, as they come. */
export function PolicyOpenViolations({ policy }: { readonly policy: PolicyDetail }) {
  const { path } = useOrganization();
  const list = useViolations(
    { policy: [policy.id], state: "open", sort: "newest", limit: shownMax },
    { live: true },
  );
  const href = path(`/violations?policy=${policy.id}`);
  return (
    <Card>
      <CardHeader
        title="Open violations"
        note={list.data === undefined ? undefined : list.total > 0 ? "newest first" : undefined}
        actions={
          list.total > 0 && (
            <Link href={href} className="link">
              {list.total > shownMax ? `All ${formatNumber(list.total)}` : "Open as a list"}
            </Link>
          )
        }
      />
      <QueryBody query={list} reading="Reading the open violations …" rows={3}>
        {() =>
          list.items.length === 0 ? (
            <None policy={policy} />
          ) : (
            <ul className="divide-y divide-line">
              {list.items.map((violation) => (
                <Row key={violation.id} violation={violation} />
              ))}
            </ul>
          )
        }
      </QueryBody>
    </Card>
  );
}

function Row({ violation }: { readonly violation: ViolationListItem }) {
  const { path } = useOrganization();
  const { occurrence, entity, occurrenceCount } = violation;
  const field = occurrence.stablePath ?? occurrence.path;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,0.8fr)_auto] gap-x-4 gap-y-1 px-3.5 py-2.5 max-[700px]:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <Link
          href={path(`/violations/${violation.id}?state=open&policy=${violation.policy.id}`)}
          className="rounded-xs hover:underline"
        >
          {violation.message}
        </Link>
        <div className="min-w-0 text-sm break-words text-text-3">
          <KindTag kind={entity.kind} group={entity.group} />{" "}
          <Link href={path(`/entities/${entity.id}`)} className="rounded-xs hover:underline">
            {entityName(entity)}
          </Link>{" "}
          · {violation.cluster.name}
        </div>
      </div>
      <div className="min-w-0 max-[700px]:col-span-2 max-[700px]:row-start-2">
        {field !== null && (
          <>
            <FoundExpected found={occurrence.found} recommended={occurrence.recommended} />
            <PathTail path={field} />
          </>
        )}
        {occurrenceCount > 1 && (
          <div className="text-sm text-text-3">and {plural(occurrenceCount - 1, "more place")}</div>
        )}
      </div>
      <TimeAgo at={violation.openedAt} bare className="text-sm text-text-3" />
    </li>
  );
}

function None({ policy }: { readonly policy: PolicyDetail }) {
  const reason = noNumbersReason(policy);
  const words =
    reason === "Switched off"
      ? "The policy is switched off, so it holds nothing open."
      : pauseOf(policy) !== null
        ? "None were open when the policy was paused; what it would find now is not known."
        : policy.pending
          ? "None yet: the policy is still being judged."
          : reason !== null
            ? "None, because nothing was judged."
            : null;
  return (
    <div className="px-3.5 py-3 text-text-2">
      {words ?? (
        <>
          <PassMark>None</PassMark>
          <span className="ml-2">
            {policy.errors > 0
              ? `None among what could be judged; ${plural(policy.errors, "entity", "entities")} could not.`
              : `All of ${plural(policy.checked, "entity", "entities")} checked pass.`}
          </span>
        </>
      )}
    </div>
  );
}
