"use client";

import Link from "next/link";
import { useState } from "react";
import { DetailStates, NotReadAgain } from "@/components/shell/detail-states";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pill } from "@/components/ui/pill";
import { SeverityMark } from "@/components/ui/severity-mark";
import { Notice } from "@/components/ui/states";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { usePolicy } from "@/lib/client/use-policies";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import { DeletePolicy } from "./delete-policy";
import { PolicyErrors } from "./policy-errors";
import { Judging, noNumbersReason } from "./policy-outcome";
import { PolicyOverview } from "./policy-overview";
import { PausedPill, pauseOf, PolicyPaused } from "./policy-paused";
import { PolicySwitch } from "./policy-switch";
import { PolicyUpgrade } from "./policy-upgrade";
import { PolicyVersions } from "./policy-versions";
import { modeWords } from "./policy-words";

const tabNames = ["overview", "upgrade", "versions", "errors"] as const;

export function PolicyPage({ policyId }: { readonly policyId: string }) {
  const query = usePolicy(policyId);
  if (query.data !== undefined) return <Loaded policy={query.data} failed={query.isError} />;
  return <DetailStates noun="Policy" list={{ path: "/policies", label: "All policies" }} query={query} />;
}

function failingWords({ violating, checked }: PolicyDetail): string {
  return `${formatNumber(violating)} of ${plural(checked, "entity", "entities")}`;
}

function sentence(policy: PolicyDetail): string {
  const { checked, violating, errors, pending } = policy;
  const reason = noNumbersReason(policy);
  if (reason === "Switched off") return "Switched off: nothing is judged, and it holds no violation open.";
  if (pauseOf(policy) !== null)
    return violating === 0
      ? "Paused: nothing is judged, so nothing is said of any entity."
      : `Paused: nothing is judged. What it found on ${plural(violating, "entity", "entities")} before stays open.`;
  if (reason === "Nothing in scope") return "No cluster holds anything in its targets, so nothing is judged.";
  const gap =
    errors > 0
      ? ` ${plural(errors, "entity", "entities")} could not be judged, so nothing is said of them.`
      : "";
  if (pending)
    return checked === 0
      ? `Being judged for the first time.${gap}`
      : `Being judged: ${failingWords(policy)} checked so far ${violating === 1 ? "fails" : "fail"}.${gap}`;
  const outcome =
    violating === 0
      ? checked === 0
        ? "Nothing could be judged."
        : `All of ${plural(checked, "entity", "entities")} checked pass.`
      : `${failingWords(policy)} checked ${violating === 1 ? "fails" : "fail"}.`;
  return `${outcome}${gap}`;
}

function Loaded({ policy, failed }: { readonly policy: PolicyDetail; readonly failed: boolean }) {
  const url = useUrlParams();
  const { path, can } = useOrganization();
  const [deleting, setDeleting] = useState(false);
  const outdated = policy.template.version < policy.template.latestVersion;
  const tabs = tabNames.filter((name) => name !== "upgrade" || outdated);
  const tab = tabs.find((known) => known === url.get("tab")) ?? "overview";
  const labels = {
    overview: { label: "Overview" },
    upgrade: { label: `Version ${policy.template.latestVersion} of the template` },
    versions: { label: "Versions", count: policy.versions.length },
    errors: { label: "Evaluation errors", count: policy.errors },
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: policy.name }]}
        above={
          <>
            <SeverityMark severity={policy.severity} />
            <Pill tone="accent">{modeWords[policy.mode].name}</Pill>
            <span className="text-sm text-text-3">version {policy.version}</span>
            {pauseOf(policy) !== null ? <PausedPill /> : policy.enabled && policy.pending && <Judging />}
          </>
        }
        title={policy.name}
        subtitle={sentence(policy)}
        actions={
          <>
            <span className="mr-2">
              <PolicySwitch policy={policy} withWords />
            </span>
            {can("policy.write") && (
              <>
                <ButtonLink href={path(`/policies/new?template=${policy.template.id}&from=${policy.id}`)}>
                  Make a copy
                </ButtonLink>
                <Button variant="danger" onClick={() => setDeleting(true)}>
                  Delete
                </Button>
                <ButtonLink variant="primary" href={path(`/policies/${policy.id}/edit`)}>
                  Edit
                </ButtonLink>
              </>
            )}
          </>
        }
      />
      {failed && <NotReadAgain noun="Policy" />}
      <PolicyPaused policy={policy} />
      {outdated && tab !== "upgrade" && <NewerTemplate policy={policy} />}
      <LinkTabs
        className="mt-3 mb-4"
        label="Policy"
        items={tabs.map((name) => ({
          ...labels[name],
          href: url.href({ tab: name === "overview" ? null : name }),
          active: name === tab,
        }))}
      />
      {tab === "overview" && <PolicyOverview policy={policy} />}
      {tab === "upgrade" && <PolicyUpgrade key={policy.version} policy={policy} />}
      {tab === "versions" && <PolicyVersions policy={policy} />}
      {tab === "errors" && <PolicyErrors policy={policy} />}
      <DeletePolicy policy={policy} open={deleting} onOpenChange={setDeleting} />
    </>
  );
}

function NewerTemplate({ policy }: { readonly policy: PolicyDetail }) {
  const url = useUrlParams();
  const { version, latestVersion } = policy.template;
  return (
    <Notice
      className="mt-3"
      action={
        <Link className="underline" href={url.href({ tab: "upgrade" })}>
          See what it would change
        </Link>
      }
    >
      Version {latestVersion} of the template is out. This policy stays on version {version} until somebody
      moves it.
    </Notice>
  );
}
