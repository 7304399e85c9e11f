"use client";

import { targetsWords } from "@/components/policies/targets-words";
import { useClusterNames } from "@/components/policies/use-cluster-names";
import { kindsOf } from "@/components/templates/words";
import { ChipInput, KeyValueInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import { ClusterFields } from "./cluster-fields";
import type { EditorState } from "./editor-model";
import { ExclusionsField } from "./exclusions-field";
import { KindsField } from "./kinds-field";
import { Section } from "./section";
import { useNamespaces } from "./use-fleet";
import type { PolicyEditorModel } from "./use-policy-editor";

function globProblem(text: string): string | null {
  if (/\s/.test(text)) return "A name has no spaces; separate several by commas";
  return text.length > 253 ? "A name has at most 253 characters" : null;
}

export interface TargetsSectionProps {
  readonly editor: PolicyEditorModel;
  readonly onEnter: (id: string) => void;
}

export function TargetsSection({ editor, onEnter }: TargetsSectionProps) {
  const { state, template, shown } = editor;
  const { targets } = state;
  const names = useClusterNames();
  const namespaces = useNamespaces();
  const change = (part: Partial<EditorState["targets"]>) =>
    editor.change({ targets: { ...targets, ...part } });
  return (
    <Section
      id="targets"
      title="Targets"
      note={names === null ? undefined : targetsWords(targets, names)}
      onEnter={onEnter}
    >
      <ClusterFields value={targets.clusters} onChange={(clusters) => change({ clusters })} />
      <div className="grid grid-cols-2 gap-3 max-[600px]:grid-cols-1">
        <Field
          label="Namespaces"
          help={
            <>
              None means every namespace. <code>team-*</code> means all that begin so.
            </>
          }
        >
          <ChipInput
            values={targets.namespaces.include}
            suggestions={namespaces}
            placeholder="Every namespace"
            check={globProblem}
            onChange={(include) => change({ namespaces: { ...targets.namespaces, include: [...include] } })}
          />
        </Field>
        <Field label="Namespaces left out" help="Wins over the namespaces chosen beside it.">
          <ChipInput
            values={targets.namespaces.exclude}
            suggestions={namespaces}
            placeholder="kube-system"
            check={globProblem}
            onChange={(exclude) => change({ namespaces: { ...targets.namespaces, exclude: [...exclude] } })}
          />
        </Field>
      </div>
      <KindsField template={template} value={targets.kinds} onChange={(kinds) => change({ kinds })} />
      <Field label="Labels" note="optional" help="An object must have all of them to be judged.">
        <KeyValueInput
          values={targets.labels}
          placeholder="app.kubernetes.io/part-of=shop"
          onChange={(labels) => change({ labels })}
        />
      </Field>
      <ExclusionsField
        value={targets.exclusions}
        problems={shown.exclusions}
        kinds={kindsOf(template.targets).flatMap(({ kind }) => (kind === "*" ? [] : [kind]))}
        namespaces={namespaces}
        onChange={(exclusions) => change({ exclusions })}
      />
    </Section>
  );
}
