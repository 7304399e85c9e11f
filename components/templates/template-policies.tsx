"use client";

import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { PassMark, UnknownMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import type { TemplateDetail } from "@/lib/contracts/api/templates";

type PolicyRow = TemplateDetail["policies"][number];

const rowId = (row: PolicyRow) => row.id;

/** Policies made from this template. */
export function TemplatePolicies({ template }: { readonly template: TemplateDetail }) {
  const { path, can } = useOrganization();
  const newest = Math.max(template.version, ...template.versions.map((entry) => entry.version));
  const columns: readonly Column<PolicyRow>[] = [
    {
      id: "name",
      header: "Policy",
      cell: (row) => (
        <Link href={path(`/policies/${row.id}`)} className="font-[560] hover:underline">
          {row.name}
        </Link>
      ),
    },
    {
      id: "state",
      header: "State",
      width: "150px",
      cell: (row) =>
        row.enabled ? <PassMark>Switched on</PassMark> : <UnknownMark>Switched off</UnknownMark>,
    },
    {
      id: "version",
      header: "Template version",
      width: "230px",
      priority: 2,
      cell: (row) =>
        row.templateVersion < newest ? (
          <>
            {row.templateVersion} <span className="text-text-3">· version {newest} is out</span>
          </>
        ) : (
          row.templateVersion
        ),
    },
  ];
  if (template.policies.length === 0)
    return (
      <Card aria-label="Used by">
        <EmptyState
          title="No policy uses this template yet"
          actions={
            can("policy.write") && (
              <ButtonLink variant="primary" href={path(`/policies/new?template=${template.id}`)}>
                New policy from this template
              </ButtonLink>
            )
          }
        >
          A template by itself judges nothing. Make a policy of it, and every matching entity of the fleet is
          judged.
        </EmptyState>
      </Card>
    );
  return (
    <Card>
      <CardHeader
        title="Used by"
        note="A policy stays on its version until somebody moves it to a newer one."
      />
      <DataTable
        label="Policies made from this template"
        columns={columns}
        rows={template.policies}
        rowId={rowId}
      />
    </Card>
  );
}
