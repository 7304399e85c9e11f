"use client";

import { useState } from "react";
import { targetsWords } from "@/components/policies/targets-words";
import { useClusterNames } from "@/components/policies/use-cluster-names";
import { ClusterFields } from "@/components/policy-editor/cluster-fields";
import { NamespaceFields } from "@/components/policy-editor/namespace-fields";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { SeverityMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PackDetail, SwitchedOnPack } from "@/lib/contracts/api/packs";
import { SEVERITIES } from "@/lib/domain/severity";
import { FilterChips } from "./filter-chips";
import { LeftOut } from "./left-out";
import { PackPreview } from "./pack-preview";
import { PackTable } from "./pack-table";
import { SwitchOnDialog } from "./switch-on-dialog";
import { SwitchedOn } from "./switched-on";
import { usePackChoice } from "./use-pack-choice";
import { bySeverity } from "./words";

/** Choose policies of the pack and where they look, see what they would find, switch them on in one go. */
export function PackPolicies({ pack }: { readonly pack: PackDetail }) {
  const url = useUrlParams();
  const { can } = useOrganization();
  const choice = usePackChoice(pack);
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<SwitchedOnPack | null>(null);
  const severities = url.list("severity");
  const rows = bySeverity(pack.items).filter(
    ({ severity }) => severities.length === 0 || severities.includes(severity),
  );
  const canWrite = can("policy.write");
  const shown = new Set(rows.map(({ key }) => key));
  const hidden = choice.chosen.filter((key) => !shown.has(key)).length;
  return (
    <>
      {made !== null && <SwitchedOn pack={pack} made={made} onClose={() => setMade(null)} />}
      <div className="sticky top-(--top-bar) z-10 -mx-6 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-bg px-6 py-2 max-[900px]:-mx-3.5 max-[900px]:px-3.5">
        <FilterChips
          label="Severity"
          options={SEVERITIES.map((severity) => ({
            value: severity,
            label: <SeverityMark severity={severity} shapeWhenNarrow />,
            count: pack.items.filter((item) => item.severity === severity).length,
          }))}
          selected={severities}
          onToggle={(value) => url.toggle("severity", value)}
        />
        {canWrite && choice.off.length > 0 && (
          <div className="ml-auto flex items-center gap-3">
            <span className="text-text-2 tabular-nums max-[600px]:sr-only">
              {choice.chosen.length} of {choice.off.length} that are off chosen
              {hidden > 0 && `, ${hidden} of them not shown`}
            </span>
            <Button variant="primary" disabled={choice.chosen.length === 0} onClick={() => setAsking(true)}>
              {choice.chosen.length === 0
                ? "Switch on policies"
                : `Switch on ${plural(choice.chosen.length, "policy", "policies")}`}
            </Button>
          </div>
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(320px,0.42fr)] items-start gap-4 max-[1100px]:grid-cols-[minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label="Policies of the pack">
            {rows.length > 0 ? (
              <PackTable rows={rows} choice={choice} hasStandard={pack.standard !== null} />
            ) : (
              <EmptyState
                title="No policy of the pack can be shown"
                actions={
                  severities.length > 0 && (
                    <Button onClick={() => url.set({ severity: null })}>Show every severity</Button>
                  )
                }
              >
                {pack.items.length === 0
                  ? "None of its templates can be used in this installation."
                  : "None has the severity you chose."}
              </EmptyState>
            )}
          </Card>
          <LeftOut pack={pack} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-[1100px]:-order-1 min-[1101px]:sticky min-[1101px]:top-[calc(var(--top-bar)+64px)]">
          <PackPreview pack={pack} choice={choice} />
          {canWrite && choice.off.length > 0 && <Where choice={choice} />}
        </div>
      </div>
      <SwitchOnDialog
        pack={pack}
        choice={choice}
        open={asking}
        onOpenChange={setAsking}
        onDone={(result) => {
          setAsking(false);
          setMade(result);
        }}
      />
    </>
  );
}

function Where({ choice }: { readonly choice: ReturnType<typeof usePackChoice> }) {
  const { targets, setTargets } = choice;
  const names = useClusterNames();
  return (
    <Card>
      <CardHeader title="Where they look" />
      <CardBody>
        <Disclosure summary={names === null ? "Everywhere" : targetsWords({ ...targets, kinds: [] }, names)}>
          <div className="flex flex-col gap-3.5 pt-1.5">
            <ClusterFields
              value={targets.clusters}
              onChange={(clusters) => setTargets({ ...targets, clusters })}
            />
            <NamespaceFields
              value={targets.namespaces}
              onChange={(namespaces) => setTargets({ ...targets, namespaces })}
            />
          </div>
        </Disclosure>
      </CardBody>
    </Card>
  );
}
