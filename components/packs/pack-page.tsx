"use client";

import Link from "next/link";
import { DetailStates, NotReadAgain } from "@/components/shell/detail-states";
import { PageHeader } from "@/components/shell/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pill } from "@/components/ui/pill";
import { usePack } from "@/lib/client/use-packs";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PackDetail } from "@/lib/contracts/api/packs";
import { PackControls } from "./pack-controls";
import { PackPolicies } from "./pack-policies";
import { switchedOnWords } from "./words";

const kindNames = { standard: "Standard", application: "Application", set: "Set" } as const;

export function PackPage({ packId }: { readonly packId: string }) {
  const query = usePack(packId);
  if (query.data !== undefined) return <Loaded pack={query.data} failed={query.isError} />;
  return <DetailStates noun="Pack" list={{ path: "/packs", label: "All packs" }} query={query} />;
}

function Loaded({ pack, failed }: { readonly pack: PackDetail; readonly failed: boolean }) {
  const url = useUrlParams();
  const tabs = ["policies", ...(pack.standard === null ? [] : ["controls"])];
  const tab = tabs.find((known) => known === url.get("tab")) ?? "policies";
  const labels: Record<string, { readonly label: string; readonly count: number }> = {
    policies: { label: "Policies", count: pack.items.length },
    controls: { label: "Controls", count: pack.standardControls.length },
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: pack.title }]}
        above={
          <>
            <Pill>{kindNames[pack.kind]}</Pill>
            <span className="text-sm text-text-3">{switchedOnWords(pack)}</span>
          </>
        }
        title={pack.title}
        subtitle={pack.summary}
      />
      {pack.standard !== null && <About standard={pack.standard} controls={pack.controls} />}
      {failed && <NotReadAgain noun="Pack" />}
      <LinkTabs
        className="mt-3 mb-4"
        label="Pack"
        items={tabs.map((name) => ({
          label: labels[name]?.label ?? name,
          count: labels[name]?.count,
          href: url.href({ tab: name === "policies" ? null : name, status: null, severity: null }),
          active: name === tab,
        }))}
      />
      {tab === "policies" ? <PackPolicies pack={pack} /> : <PackControls pack={pack} />}
    </>
  );
}

interface AboutProps {
  readonly standard: NonNullable<PackDetail["standard"]>;
  readonly controls: PackDetail["controls"];
}

/** What the standard is, whose mapping this is, and how far it reaches: passing a pack is not passing a standard. */
function About({ standard, controls }: AboutProps) {
  const url = useUrlParams();
  return (
    <div className="mt-2.5 max-w-[92ch] text-text-2">
      <p>
        {standard.about}{" "}
        <a className="link" href={standard.url} target="_blank" rel="noreferrer">
          {standard.publisher}
        </a>
      </p>
      <p className="mt-1">
        {standard.mappedBy === "edict"
          ? "Which policy decides which control is our own reading; have it reviewed before you rely on it."
          : "Which policy decides which control follows what other published rule sets say."}{" "}
        {controls !== null && controls.covered < controls.total && (
          <>
            {controls.total - controls.covered} of {controls.total} controls are not assessed here:{" "}
            <Link className="link" href={url.href({ tab: "controls", status: "not_assessed" })}>
              see which and why
            </Link>
            .
          </>
        )}
      </p>
    </div>
  );
}
