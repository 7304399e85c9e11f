"use client";

import { targetsWords } from "@/components/policies/targets-words";
import { useClusterNames } from "@/components/policies/use-cluster-names";
import { kindsIn } from "@/lib/domain/kinds";
import { KeyValueInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import { ClusterFields } from "./cluster-fields";
import type { EditorState } from "./editor-model";
import { ExclusionsField } from "./exclusions-field";
import { KindsField } from "./kinds-field";
import { NamespaceFields } from "./namespace-fields";
import { Section } from "./section";
import { useNamespaces } from "./use-fleet";
import type { PolicyEditorModel } from "./use-policy-editor";

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
      <NamespaceFields value={targets.namespaces} onChange={(namespaces) => change({ namespaces })} />
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
        kinds={kindsIn(template.targets).flatMap(({ kind }) => (kind === "*" ? [] : [kind]))}
        namespaces={namespaces}
        onChange={(exclusions) => change({ exclusions })}
      />
    </Section>
  );
}
