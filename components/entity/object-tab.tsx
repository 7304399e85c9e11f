"use client";

import Link from "next/link";
import { useMemo } from "react";
import { YamlCard, type YamlMark } from "@/components/code/yaml-view";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { EntityDetail } from "@/lib/contracts/api/entities";
import { compareSeverity } from "@/lib/domain/severity";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { OwnerName } from "./entity-header";

interface Props {
  readonly entity: EntityDetail;
}

/** The object with every open occurrence marked, and what is open beside it. */
export function ObjectTab({ entity }: Props) {
  const { path } = useOrganization();
  const { object, marks, policies } = entity;
  const yaml = useMemo(() => renderYaml(object), [object]);
  const marked = useMemo(
    () =>
      marks.flatMap((mark): readonly YamlMark[] => {
        const line = yaml.lineOf(mark.pointer);
        if (line === null) return [];
        const note = (
          <span className="flex flex-wrap items-center gap-x-2">
            <SeverityMark severity={mark.severity} />
            <Link
              href={path(`/violations/${mark.violationId}`)}
              className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {mark.message}
            </Link>
            <span className="text-sm text-text-2">
              {policies.find(({ violationId }) => violationId === mark.violationId)?.policyName}
            </span>
          </span>
        );
        return [{ line, severity: mark.severity, note }];
      }),
    [marks, policies, yaml, path],
  );
  return (
    <div className="grid grid-cols-[minmax(0,1.6fr)_minmax(280px,1fr)] items-start gap-4 max-[900px]:grid-cols-[minmax(0,1fr)]">
      <YamlCard
        key={entity.lastChangedAt}
        title={entity.deleted ? "Before it was deleted" : "As last seen"}
        label={`${entity.kind} ${entityName(entity)}`}
        note={
          <>
            changed <TimeAgo at={entity.lastChangedAt} />
          </>
        }
        lines={yaml.lines}
        marks={marked}
        maxHeight="min(76vh, 820px)"
      />
      <div className="grid min-w-0 gap-4 max-[900px]:contents">
        <div className="min-w-0 max-[900px]:order-first">
          <OpenViolations entity={entity} />
        </div>
        <div className="min-w-0">
          <EntityFacts entity={entity} />
        </div>
      </div>
    </div>
  );
}

function OpenViolations({ entity }: Props) {
  const { path } = useOrganization();
  const open = entity.policies
    .filter(({ status, violationId }) => status === "violating" && violationId !== null)
    .sort((a, b) => compareSeverity(a.severity, b.severity));
  const judged = entity.policies.some(({ status }) => status === "passed");
  if (open.length === 0)
    return (
      <Card>
        <CardHeader title="Open violations" />
        <CardBody>
          <p className="text-text-2">
            {judged
              ? "None of the policies that judged this entity is broken."
              : "No policy has judged this entity."}{" "}
            <Link href="?tab=policies" className="link">
              See how each policy stands to it
            </Link>
            .
          </p>
        </CardBody>
      </Card>
    );
  return (
    <Card>
      <CardHeader
        title="Open violations"
        actions={
          <Link href={path(`/violations?entity=${entity.id}`)} className="link text-sm">
            As a list
          </Link>
        }
      />
      <ul className="divide-y divide-line">
        {open.map((policy) => (
          <li key={policy.policyId} className="grid grid-cols-[13px_minmax(0,1fr)] gap-x-2 px-3.5 py-2">
            <SeverityMark severity={policy.severity} shapeOnly className="row-span-2 self-start pt-[3px]" />
            <Link
              href={path(`/violations/${policy.violationId ?? ""}`)}
              className="rounded-xs break-words hover:underline"
            >
              {entity.marks.find((mark) => mark.violationId === policy.violationId)?.message ??
                policy.policyName}
            </Link>
            <span className="text-sm text-text-3">{policy.policyName}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function EntityFacts({ entity }: Props) {
  const labels = Object.entries(entity.labels);
  return (
    <Card>
      <CardHeader title="Facts" />
      <CardBody>
        <Facts
          items={[
            {
              term: "API version",
              value: (
                <code>{entity.group === "" ? entity.version : `${entity.group}/${entity.version}`}</code>
              ),
            },
            ...(entity.owner === null
              ? []
              : [{ term: "Made by", value: <OwnerName owner={entity.owner} /> }]),
            {
              term: "Labels",
              value:
                labels.length === 0 ? (
                  <span className="text-text-3">none</span>
                ) : (
                  <ul>
                    {labels.map(([name, value]) => (
                      <li key={name} className="font-mono text-sm leading-5 break-all">
                        {name}: {value}
                      </li>
                    ))}
                  </ul>
                ),
            },
            { term: "First seen", value: <TimeAgo at={entity.firstSeenAt} /> },
            { term: "Changed", value: <TimeAgo at={entity.lastChangedAt} /> },
            {
              term: "UID",
              value: (
                <span className="flex items-center gap-1">
                  <code className="min-w-0 truncate">{entity.uid}</code>
                  <CopyButton text={entity.uid} label="Copy the uid" />
                </span>
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
