"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { UnknownMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PackControl, PackDetail, PackTemplate } from "@/lib/contracts/api/packs";
import { FilterChips } from "./filter-chips";
import { byGroup, controlStates, stateOfTemplate } from "./words";

/** Every control of the standard: what decides it, or why nothing does. */
export function PackControls({ pack }: { readonly pack: PackDetail }) {
  const url = useUrlParams();
  const chosen = url.list("status");
  const { standardControls: all } = pack;
  const shown = all.filter(({ status }) => chosen.length === 0 || chosen.includes(status));
  const templates = new Map(pack.items.map((item) => [item.key, item]));
  return (
    <>
      <FilterChips
        label="Coverage"
        options={controlStates.map(({ id, label }) => ({
          value: id,
          label,
          count: all.filter(({ status }) => status === id).length,
        }))}
        selected={chosen}
        onToggle={(value) => url.toggle("status", value)}
      />
      {shown.length === 0 ? (
        <Card className="mt-3" aria-label="Controls">
          <EmptyState
            title="No control matches"
            actions={<Button onClick={() => url.set({ status: null })}>Show every control</Button>}
          >
            {plural(all.length, "control")} of the standard {all.length === 1 ? "is" : "are"} listed without
            the filter.
          </EmptyState>
        </Card>
      ) : (
        <div className="mt-3 flex flex-col gap-4">
          {byGroup(shown).map(({ group, controls }) => (
            <Card key={group ?? ""} aria-label={group ?? "Controls"}>
              {group !== null && <CardHeader title={group} note={plural(controls.length, "control")} />}
              <ul className="divide-y divide-line">
                {controls.map((control) => (
                  <Control key={control.id} control={control} templates={templates} />
                ))}
              </ul>
            </Card>
          ))}
        </div>
      )}
    </>
  );
}

interface ControlProps {
  readonly control: PackControl;
  readonly templates: ReadonlyMap<string, PackTemplate>;
}

function Control({ control, templates }: ControlProps) {
  const decide = control.templates.flatMap((key) => templates.get(key) ?? []);
  const on = decide.filter((template) => stateOfTemplate(template) === "on").length;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_130px] gap-x-4 px-3.5 py-2.5 max-[600px]:grid-cols-1">
      <div className="min-w-0">
        <h3 className="font-[530]">
          <code className="mr-2 text-text-2">{control.id}</code>
          {control.title}
        </h3>
        {control.reason !== null && <p className="mt-0.5 text-text-2">{control.reason}</p>}
        {control.templates.length > 0 && (
          <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
            {control.templates.map((key) => (
              <Decides key={key} id={key} template={templates.get(key)} />
            ))}
          </ul>
        )}
      </div>
      <div className="max-[600px]:mt-1">
        <Coverage status={control.status} />
        {decide.length > 0 && (
          <p className="mt-0.5 text-sm text-text-3 tabular-nums">
            {on} of {plural(decide.length, "policy", "policies")} on
          </p>
        )}
      </div>
    </li>
  );
}

function Decides({ id, template }: { readonly id: string; readonly template: PackTemplate | undefined }) {
  const { path } = useOrganization();
  // Broken in this installation: it decides nothing here.
  if (template === undefined)
    return (
      <li className="text-text-3">
        <code>{id}</code> could not be loaded
      </li>
    );
  return (
    <li className="min-w-0">
      <Link href={path(`/templates/${template.templateId}`)} className="link">
        {template.title}
      </Link>
    </li>
  );
}

function Coverage({ status }: { readonly status: PackControl["status"] }) {
  // Covered is not passed: it says that a policy can tell, so it has no check mark.
  if (status === "covered") return <Pill tone="accent">Covered</Pill>;
  if (status === "partly") return <Pill tone="accent">Partly covered</Pill>;
  return <UnknownMark>Not assessed</UnknownMark>;
}
