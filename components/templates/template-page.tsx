"use client";

import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pill } from "@/components/ui/pill";
import { SeverityMark } from "@/components/ui/severity-mark";
import { Notice } from "@/components/ui/states";
import { DetailStates, NotReadAgain } from "@/components/shell/detail-states";
import { PageHeader } from "@/components/shell/page-header";
import { useOrganization } from "@/lib/client/organization-context";
import { useTemplate } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { TemplateOverview } from "./template-overview";
import { TemplatePolicies } from "./template-policies";
import { TemplateRego } from "./template-rego";
import { TemplateTests } from "./template-tests";
import { TemplateVersions } from "./template-versions";
import { summaryOf } from "./words";

const tabs = ["overview", "rego", "tests", "versions", "policies"] as const;
type Tab = (typeof tabs)[number];

export function TemplatePage({ templateId }: { readonly templateId: string }) {
  const params = useUrlParams();
  const wanted = Number(params.get("version") ?? "");
  const version = Number.isInteger(wanted) && wanted > 0 ? wanted : undefined;
  const query = useTemplate(templateId, version);
  if (query.data !== undefined) return <Loaded template={query.data} failed={query.isError} />;
  return <DetailStates noun="Template" list={{ path: "/templates", label: "All templates" }} query={query} />;
}

function Loaded({ template, failed }: { readonly template: TemplateDetail; readonly failed: boolean }) {
  const params = useUrlParams();
  const wanted = params.get("tab");
  const tab: Tab = tabs.find((known) => known === wanted) ?? "overview";
  const newest = Math.max(template.version, ...template.versions.map((entry) => entry.version));
  const labels: Record<Tab, { readonly label: string; readonly count?: number }> = {
    overview: { label: "Overview" },
    rego: { label: "Rego" },
    tests: { label: "Tests" },
    versions: { label: "Versions", count: template.versions.length },
    policies: { label: "Used by", count: template.policies.length },
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: template.title }]}
        above={
          <span className="flex flex-wrap items-center gap-2">
            <SeverityMark severity={template.severity} />
            {template.builtIn ? <Pill>Built in</Pill> : <Pill tone="accent">Own</Pill>}
            <span className="text-sm text-text-3">version {template.version}</span>
          </span>
        }
        title={template.title}
        subtitle={summaryOf(template)}
        actions={<Actions template={template} />}
      />
      {failed && <NotReadAgain noun="Template" />}
      {template.version < newest && (
        <Notice
          className="mt-3"
          action={
            <Link className="underline" href={params.href({ version: null, compare: null })}>
              Show version {newest}
            </Link>
          }
        >
          This is version {template.version}. The newest is version {newest}.
        </Notice>
      )}
      <LinkTabs
        className="mt-3 mb-4"
        label="Template"
        items={tabs.map((name) => ({
          ...labels[name],
          href: params.href({ tab: name === "overview" ? null : name, file: null, compare: null }),
          active: name === tab,
        }))}
      />
      {tab === "overview" && <TemplateOverview template={template} />}
      {tab === "rego" && <TemplateRego template={template} />}
      {tab === "tests" && <TemplateTests template={template} />}
      {tab === "versions" && <TemplateVersions template={template} />}
      {tab === "policies" && <TemplatePolicies template={template} />}
    </>
  );
}

function Actions({ template }: { readonly template: TemplateDetail }) {
  const { path, can } = useOrganization();
  return (
    <>
      {can("template.write") && !template.builtIn && (
        <ButtonLink href={path(`/templates/${template.id}/edit`)}>Edit in studio</ButtonLink>
      )}
      {can("template.write") && template.builtIn && (
        <ButtonLink href={path(`/templates/new?from=${template.id}`)}>Copy to the studio</ButtonLink>
      )}
      {can("policy.write") && (
        <ButtonLink variant="primary" href={path(`/policies/new?template=${template.id}`)}>
          New policy from this template
        </ButtonLink>
      )}
    </>
  );
}
