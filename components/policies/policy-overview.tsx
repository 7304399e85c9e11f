"use client";

import Link from "next/link";
import { useMemo } from "react";
import { categoryName } from "@/components/templates/words";
import { kindsIn } from "@/lib/domain/kinds";
import { KindTags } from "@/components/templates/kind-tags";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { TimeAgo } from "@/components/ui/time-ago";
import { useOrganization } from "@/lib/client/organization-context";
import { useTemplate } from "@/lib/client/use-templates";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { ParameterValues } from "./parameter-values";
import { PolicyClusters } from "./policy-clusters";
import { PolicyOpenViolations } from "./policy-open-violations";
import { noNumbersReason } from "./policy-outcome";
import { pauseOf } from "./policy-paused";
import { modeWords } from "./policy-words";
import { TargetFacts } from "./target-facts";
import { useClusterNames } from "./use-cluster-names";

/** The kinds judged as the inventory's filter writes them; none where a star stands for many. */
function kindFilter(policy: PolicyDetail, template: TemplateDetail | undefined): readonly string[] {
  const kinds =
    policy.targets.kinds.length > 0
      ? policy.targets.kinds
      : template === undefined
        ? []
        : kindsIn(template.targets);
  if (kinds.some(({ kind }) => kind === "*")) return [];
  return kinds.map(({ group, kind }) => (group === "" || group === "*" ? kind : `${kind}.${group}`));
}

export function PolicyOverview({ policy }: { readonly policy: PolicyDetail }) {
  const names = useClusterNames();
  const { data: template } = useTemplate(policy.template.id, policy.template.version);
  const kinds = useMemo(() => kindFilter(policy, template), [policy, template]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_360px] items-start gap-4 max-[1100px]:grid-cols-[minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <Outcome policy={policy} />
        <PolicyClusters policy={policy} kinds={kinds} />
        <PolicyOpenViolations policy={policy} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <CardHeader title="Parameters" />
          <CardBody>
            <ParameterValues values={policy.parameters} schema={template?.parameters} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Targets" />
          <CardBody>
            {names === null ? (
              <Skeleton className="my-1 w-2/3" />
            ) : (
              <TargetFacts targets={policy.targets} names={names} />
            )}
          </CardBody>
        </Card>
        <About policy={policy} template={template} />
      </div>
    </div>
  );
}

function Outcome({ policy }: { readonly policy: PolicyDetail }) {
  const { path } = useOrganization();
  const { id, checked, violating, errors, severity } = policy;
  if (noNumbersReason(policy) !== null) return null;
  const isPaused = pauseOf(policy) !== null;
  const passing = Math.max(0, checked - violating);
  return (
    <Card aria-label="Outcome">
      <CardBody className="grid grid-cols-4 gap-3 max-[600px]:grid-cols-2">
        <Stat
          value={isPaused && violating === 0 ? "–" : violating}
          label="failing"
          tone={violating > 0 ? severity : "text"}
          href={path(`/violations?policy=${id}`)}
        />
        {isPaused ? (
          <Stat value="–" label="pass" tone="unknown" />
        ) : (
          <Stat value={passing} label="pass" tone={passing > 0 ? "pass" : "text"} />
        )}
        <Stat value={checked} label="checked" />
        <Stat
          value={errors}
          label="could not be judged"
          tone={errors > 0 ? "unknown" : "text"}
          href={path(`/policies/${id}?tab=errors`)}
        />
      </CardBody>
    </Card>
  );
}

interface AboutProps {
  readonly policy: PolicyDetail;
  readonly template: TemplateDetail | undefined;
}

function About({ policy, template }: AboutProps) {
  const { path } = useOrganization();
  const first = policy.versions.at(-1);
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <Facts
          items={[
            {
              term: "Template",
              value: (
                <>
                  <Link
                    href={path(
                      `/templates/${policy.template.id}${policy.template.version < policy.template.latestVersion ? `?version=${policy.template.version}` : ""}`,
                    )}
                    className="link"
                  >
                    {policy.template.title}
                  </Link>
                  <span className="text-text-3">
                    , version {policy.template.version}, {policy.template.builtIn ? "built in" : "own"}
                  </span>
                </>
              ),
            },
            { term: "Category", value: categoryName(policy.template.category) },
            {
              term: "Judges",
              value:
                template === undefined ? (
                  <Skeleton className="my-1 w-1/2" />
                ) : (
                  <KindTags targets={template.targets} />
                ),
            },
            {
              term: "Mode",
              value: (
                <>
                  {modeWords[policy.mode].name}
                  <span className="block text-sm text-text-3">{modeWords[policy.mode].does}</span>
                </>
              ),
            },
            {
              term: "Created",
              value: (
                <>
                  <TimeAgo at={policy.createdAt} />
                  {first?.version === 1 && ` by ${first.by}`}
                </>
              ),
            },
            { term: "Changed", value: <TimeAgo at={policy.updatedAt} /> },
            {
              term: "Id",
              value: (
                <span className="flex items-center gap-1">
                  <code className="min-w-0 truncate">{policy.id}</code>
                  <CopyButton text={policy.id} label="Copy the policy's id" />
                </span>
              ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
