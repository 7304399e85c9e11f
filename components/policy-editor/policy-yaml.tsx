"use client";

import { useMemo } from "react";
import { YamlView } from "@/components/code/yaml-view";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { PolicyDraft } from "@/lib/contracts/api/policies";
import { isArray, isObject, type Json, parseJson } from "@/lib/domain/json";
import { renderYaml } from "@/lib/domain/yaml-lines";

/** Empty lists and records mean "all" and may be left out; values of parameters stay as they are. */
function withoutEmpty(value: Json): Json | undefined {
  if (isArray(value)) return value.length === 0 ? undefined : value.map((item) => withoutEmpty(item) ?? item);
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const kept = withoutEmpty(member);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function textOf(draft: PolicyDraft) {
  const { targets, ...rest } = draft;
  const whole = parseJson(JSON.stringify(rest));
  const aims = withoutEmpty(parseJson(JSON.stringify(targets ?? {})));
  return renderYaml(isObject(whole) && aims !== undefined ? { ...whole, targets: aims } : whole);
}

export interface PolicyYamlProps {
  readonly draft: PolicyDraft;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The same draft as text, exactly as saving would send it. */
export function PolicyYaml({ draft, open, onOpenChange }: PolicyYamlProps) {
  const yaml = useMemo(() => textOf(draft), [draft]);
  return (
    <Dialog
      size="large"
      open={open}
      onOpenChange={onOpenChange}
      title="The policy as YAML"
      description="What saving sends to the console, as it stands now. It is for reading and copying; change it in the form."
      footer={
        <CopyButton text={yaml.text} variant="secondary" size="medium">
          Copy YAML
        </CopyButton>
      }
    >
      <div className="overflow-hidden rounded-sm border border-line">
        <YamlView label="The policy as YAML" lines={yaml.lines} maxHeight="48vh" />
      </div>
    </Dialog>
  );
}
