"use client";

import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Pill } from "@/components/ui/pill";
import { PassMark, SeverityMark, UnknownMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { ButtonLink } from "@/components/ui/button";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { EntityDetail, EntityPolicy } from "@/lib/contracts/api/entities";
import { compareSeverity } from "@/lib/domain/severity";

const order = ["violating", "error", "pending", "passed", "not_applied"];

function Standing({ policy }: { readonly policy: EntityPolicy }) {
  switch (policy.status) {
    case "violating":
      return <Pill tone={policy.severity}>Violating</Pill>;
    case "passed":
      return <PassMark />;
    case "error":
      return <UnknownMark>Not judged</UnknownMark>;
    case "pending":
      return <UnknownMark>Pending</UnknownMark>;
    case "not_applied":
      return <span className="text-text-3">Not applied</span>;
  }
}

function Reason({ policy, marks }: { readonly policy: EntityPolicy; readonly marks: EntityDetail["marks"] }) {
  const { path } = useOrganization();
  if (policy.status === "violating" && policy.violationId !== null)
    return (
      <Link href={path(`/violations/${policy.violationId}`)} className="link">
        {marks.find(({ violationId }) => violationId === policy.violationId)?.message ?? "See the violation"}
      </Link>
    );
  const fallback = {
    violating: "",
    passed: "Judged, nothing found",
    error: "The policy failed on this entity",
    pending: "Waiting to be judged",
    not_applied: "Outside of what the policy targets",
  };
  return (
    <span className={policy.status === "error" ? "break-words" : "break-words text-text-2"}>
      {policy.reason ?? fallback[policy.status]}
    </span>
  );
}

const rowId = (policy: EntityPolicy) => policy.policyId;

function useColumns({ marks }: EntityDetail): readonly Column<EntityPolicy>[] {
  const { path } = useOrganization();
  return [
    { id: "standing", header: "Standing", width: "116px", cell: (policy) => <Standing policy={policy} /> },
    {
      id: "policy",
      header: "Policy",
      cell: (policy) => (
        <Link href={path(`/policies/${policy.policyId}`)} className="rounded-xs hover:underline">
          {policy.policyName}
        </Link>
      ),
    },
    {
      id: "severity",
      header: "Severity",
      width: "104px",
      priority: 2,
      cell: (policy) => <SeverityMark severity={policy.severity} />,
    },
    { id: "reason", header: "Why", cell: (policy) => <Reason policy={policy} marks={marks} /> },
  ];
}

/** How every policy of the organization stands to the entity, and for those that are not applied the reason. */
export function PoliciesTab({ entity }: { readonly entity: EntityDetail }) {
  const { path } = useOrganization();
  const columns = useColumns(entity);
  const sorted = entity.policies.toSorted(
    (a, b) =>
      order.indexOf(a.status) - order.indexOf(b.status) ||
      compareSeverity(a.severity, b.severity) ||
      a.policyName.localeCompare(b.policyName),
  );
  const applied = sorted.filter(({ status }) => status !== "not_applied");
  const others = sorted.filter(({ status }) => status === "not_applied");
  if (entity.deleted)
    return (
      <Card>
        <EmptyState title="This entity is deleted, so no policy judges it any more">
          What was found in it while it existed stands among the{" "}
          <Link href={path(`/violations?state=resolved&entity=${entity.id}`)} className="link">
            resolved violations
          </Link>
          .
        </EmptyState>
      </Card>
    );
  if (sorted.length === 0)
    return (
      <Card>
        <EmptyState
          title="There is no policy yet, so nothing is judged"
          actions={
            <ButtonLink variant="primary" href={path("/policies/new")}>
              Create a policy
            </ButtonLink>
          }
        />
      </Card>
    );
  return (
    <div className="grid gap-4">
      <Card>
        <CardHeader title="Applied" note={plural(applied.length, "policy", "policies")} />
        {applied.length === 0 ? (
          <p className="px-3.5 py-3 text-text-2">
            No policy applies to this entity, so nothing about it is judged.
          </p>
        ) : (
          <DataTable
            label="Policies that apply"
            columns={columns}
            rows={applied}
            rowId={rowId}
            sticky={false}
          />
        )}
      </Card>
      {others.length > 0 && (
        <Card>
          <CardHeader title="Not applied, and why" note={plural(others.length, "policy", "policies")} />
          <DataTable
            label="Policies that do not apply"
            columns={columns}
            rows={others}
            rowId={rowId}
            sticky={false}
            keyboard={false}
          />
        </Card>
      )}
    </div>
  );
}
