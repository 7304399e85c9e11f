"use client";

import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { TimeAgo } from "@/components/ui/time-ago";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { VersionChanges } from "./version-changes";

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
      {isCompared && <VersionChanges templateId={template.id} from={compared - 1} to={compared} />}
    </div>
  );
}
