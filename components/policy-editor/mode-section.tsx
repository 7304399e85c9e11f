"use client";

import { useId } from "react";
import { modeWords } from "@/components/policies/policy-words";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Pill } from "@/components/ui/pill";
import { policyModeSchema } from "@/lib/contracts/api/policies";
import { Section } from "./section";
import type { PolicyEditorModel } from "./use-policy-editor";

export interface ModeSectionProps {
  readonly editor: PolicyEditorModel;
  readonly onEnter: (id: string) => void;
}

export function ModeSection({ editor, onEnter }: ModeSectionProps) {
  const group = useId();
  const { state, change } = editor;
  return (
    <Section id="mode" title="Mode" onEnter={onEnter}>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Mode</legend>
        {policyModeSchema.options.map((mode) => {
          const available = mode === "audit";
          const does = `${group}-${mode}`;
          return (
            <div key={mode} className={cn("flex items-start gap-2", !available && "text-text-3")}>
              <input
                type="radio"
                id={`${does}-input`}
                name={group}
                value={mode}
                checked={available}
                disabled={!available}
                readOnly
                aria-describedby={does}
                className="mt-[3.5px] size-3.5 shrink-0 accent-accent"
              />
              <div className="min-w-0">
                <div className="flex flex-wrap items-center gap-2">
                  <label htmlFor={`${does}-input`} className="font-[550]">
                    {modeWords[mode].name}
                  </label>
                  {!available && <Pill>not available yet</Pill>}
                </div>
                <p id={does} className="text-sm text-text-3">
                  {modeWords[mode].does}
                  {!available && " Needs the admission webhook, which the agent does not have yet."}
                </p>
              </div>
            </div>
          );
        })}
      </fieldset>
      <Checkbox
        checked={state.enabled}
        onCheckedChange={(enabled) => change({ enabled })}
        label={<span className="font-[550]">Switched on</span>}
        help={
          state.enabled
            ? "Judging starts as soon as the policy is saved."
            : "The policy is saved, but judges nothing until somebody switches it on."
        }
      />
    </Section>
  );
}
