"use client";

import Link from "next/link";
import { DiffView } from "@/components/code/diff-view";
import { Card, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { useTemplate } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { mainModule } from "./template-rego";

/** Published versions never change; each can be looked at, and compared with the one before. */
export function TemplateVersions({ template }: { readonly template: TemplateDetail }) {
  const params = useUrlParams();
  const compared = Number(params.get("compare") ?? "");
  const newest = Math.max(...template.versions.map((entry) => entry.version));
  const isCompared = template.versions.some((entry) => entry.version === compared) && compared > 1;
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <CardHeader
          title="Versions"
          note="A published version never changes; policies keep the one they were made with."
        />
        <ul className="divide-y divide-line">
          {template.versions.map((entry) => (
            <li key={entry.version} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2.5">
              <Link
                href={params.href({
                  tab: null,
                  compare: null,
                  version: entry.version === newest ? null : String(entry.version),
                })}
                className="font-[560] hover:underline"
              >
                Version {entry.version}
              </Link>
              {entry.version === newest && <Pill tone="accent">newest</Pill>}
              {entry.version === template.version && entry.version !== newest && <Pill>shown</Pill>}
              <span className="text-text-3">
                published <TimeAgo at={entry.publishedAt} /> by {entry.publishedBy}
              </span>
              {entry.version > 1 &&
                template.versions.some((other) => other.version === entry.version - 1) && (
                  <Link
                    href={params.href({ compare: compared === entry.version ? null : String(entry.version) })}
                    scroll={false}
                    className="ml-auto link"
                  >
                    {compared === entry.version
                      ? "Hide the changes"
                      : `Changes since version ${entry.version - 1}`}
                  </Link>
                )}
            </li>
          ))}
        </ul>
      </Card>
      {isCompared && <VersionChanges templateId={template.id} version={compared} />}
    </div>
  );
}

function describe(template: TemplateDetail): string {
  return JSON.stringify(
    {
      title: template.title,
      summary: template.summary,
      severity: template.severity,
      category: template.category,
      targets: template.targets,
      parameters: template.parameters,
      standards: template.standards,
    },
    null,
    2,
  );
}

function VersionChanges({ templateId, version }: { readonly templateId: string; readonly version: number }) {
  const before = useTemplate(templateId, version - 1);
  const after = useTemplate(templateId, version);
  const failed = [before, after].find((query) => query.isError);
  if (failed !== undefined)
    return (
      <Card aria-label="Changes">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Card>
    );
  if (before.data === undefined || after.data === undefined)
    return (
      <Card aria-label="Changes">
        <SkeletonRows rows={3} label={`Reading versions ${version - 1} and ${version} …`} />
      </Card>
    );
  const parts = [
    {
      title: "Rego",
      before: before.data.modules[mainModule] ?? "",
      after: after.data.modules[mainModule] ?? "",
    },
    { title: "Everything else", before: describe(before.data), after: describe(after.data) },
  ];
  return parts.map((part) => (
    <Card key={part.title}>
      <CardHeader title={part.title} note={`version ${version - 1} → version ${version}`} />
      <DiffView
        label={`${part.title}: changes from version ${version - 1} to version ${version}`}
        language="text"
        before={part.before}
        after={part.after}
      />
    </Card>
  ));
}
