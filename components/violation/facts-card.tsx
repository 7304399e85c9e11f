"use client";

import Link from "next/link";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { TimeAgo } from "@/components/ui/time-ago";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationDetail } from "@/lib/contracts/api/violations";
import type { Json } from "@/lib/domain/json";

const modeWords = {
  audit: "Audit: violations are shown, nothing is blocked",
  warn: "Warn: whoever applies it is told",
  enforce: "Enforce: the API server refuses it",
};

function parameterText(value: Json): string {
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) return value.length === 0 ? "[]" : value.map(parameterText).join(", ");
  return JSON.stringify(value);
}

function Parameters({ values }: { readonly values: Readonly<Record<string, Json>> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return <span className="text-text-3">none</span>;
  return (
    <ul>
      {entries.map(([name, value]) => (
        <li key={name} className="font-mono text-sm leading-5 break-words">
          {name}: {parameterText(value)}
        </li>
      ))}
    </ul>
  );
}

function Elsewhere({ violation }: { readonly violation: ViolationDetail }) {
  const { path } = useOrganization();
  const { violations, namespaces } = violation.elsewhere;
  if (violations === 0) return <>nowhere else</>;
  return (
    <Link href={path(`/violations?policy=${violation.policy.id}`)} className="link">
      {plural(violations, "other entity", "other entities")}
      {namespaces > 0 && ` in ${plural(namespaces, "namespace")}`}
    </Link>
  );
}

export function FactsCard({ violation }: { readonly violation: ViolationDetail }) {
  const { path } = useOrganization();
  const { template, number, id, events, openedAt } = violation;
  // What was reopened keeps the date of its reopening; its history knows the first one.
  const firstSeenAt = events.reduce(
    (first, { at }) => (Date.parse(at) < Date.parse(first) ? at : first),
    openedAt,
  );
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <Facts
          items={[
            {
              term: "Template",
              value: (
                <>
                  <Link href={path(`/templates/${template.id}`)} className="link">
                    {template.title}
                  </Link>
                  , version {template.version}
                </>
              ),
            },
            { term: "Parameters", value: <Parameters values={violation.parameters} /> },
            { term: "Mode", value: modeWords[violation.mode] },
            { term: "Also broken by", value: <Elsewhere violation={violation} /> },
            { term: "First seen", value: <TimeAgo at={firstSeenAt} /> },
            {
              term: "Violation",
              value: (
                <span className="inline-flex items-center gap-1">
                  V-{number}
                  <CopyButton text={id} label="Copy the id of this violation" />
                </span>
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
