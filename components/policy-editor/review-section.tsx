"use client";

import { modeWords } from "@/components/policies/policy-words";
import { targetsWords } from "@/components/policies/targets-words";
import { useClusterNames } from "@/components/policies/use-cluster-names";
import { Facts } from "@/components/ui/card";
import { SeverityMark } from "@/components/ui/severity-mark";
import { ErrorState } from "@/components/ui/states";
import { kindWords, outcomeWords } from "./preview-words";
import { Section } from "./section";
import type { PolicyEditorModel } from "./use-policy-editor";

export interface ReviewSectionProps {
  readonly editor: PolicyEditorModel;
  readonly onEnter: (id: string) => void;
}

function outcomeOf(editor: PolicyEditorModel): string {
  const { preview, asks, policy, state } = editor;
  if (!asks) return "Not known until the parameters are filled in.";
  if (preview.status === "failed") return "Not known: the preview failed.";
  if (preview.frame === null || preview.status !== "complete") return "Being judged …";
  const words = outcomeWords(preview.frame, policy !== undefined);
  return state.enabled ? words : `${words} Only once it is switched on.`;
}

/** The whole policy in sentences, before it is saved. */
export function ReviewSection({ editor, onEnter }: ReviewSectionProps) {
  const { state, template, policy, error } = editor;
  const names = useClusterNames();
  return (
    <Section id="review" title="Review" onEnter={onEnter}>
      <Facts
        items={[
          { term: "Name", value: state.name.trim() === "" ? "none yet" : state.name },
          { term: "Judges", value: kindWords(template.targets) },
          { term: "Where", value: names === null ? "…" : targetsWords(state.targets, names) },
          { term: "Severity", value: <SeverityMark severity={state.severity ?? template.severity} /> },
          { term: "Mode", value: `${modeWords.audit.name}. ${modeWords.audit.does}` },
          { term: policy === undefined ? "Finds now" : "Changes now", value: outcomeOf(editor) },
        ]}
      />
      {error !== null && (
        <div className="rounded-sm border border-critical/40">
          <ErrorState error={error} kept="Nothing you typed is lost." />
        </div>
      )}
    </Section>
  );
}
