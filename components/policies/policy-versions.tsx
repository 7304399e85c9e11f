import { Card, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { TimeAgo } from "@/components/ui/time-ago";
import type { PolicyDetail } from "@/lib/contracts/api/policies";

/** Every saved version, newest first, with what it changed. */
export function PolicyVersions({ policy }: { readonly policy: PolicyDetail }) {
  return (
    <Card>
      <CardHeader title="Versions" note="Saving makes a new version; earlier ones are never changed." />
      <ol className="divide-y divide-line">
        {policy.versions.map((entry) => (
          <li
            key={entry.version}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-3.5 py-2.5"
          >
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="font-[560]">Version {entry.version}</span>
              {entry.version === policy.version && <Pill tone="accent">in force</Pill>}
              <span>{entry.change}</span>
            </span>
            <span className="text-right text-sm text-text-3 max-[600px]:col-span-2 max-[600px]:text-left">
              <TimeAgo at={entry.at} /> by {entry.by}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
