"use client";

import { targetLabel } from "@/components/templates/words";
import { ChipInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import type { PolicyTargets } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { kindsIn, selectsKind } from "@/lib/domain/kinds";
import { CheckGroup } from "./check-group";
import { useFleetKinds } from "./use-fleet";

type Kind = PolicyTargets["kinds"][number];

/** `Deployment.apps`, as kubectl writes it. */
export function kindText({ group, kind }: Kind): string {
  return group === "" ? kind : `${kind}.${group}`;
}

export function kindOfText(text: string): Kind {
  const cut = text.indexOf(".");
  return cut < 0 ? { group: "", kind: text } : { kind: text.slice(0, cut), group: text.slice(cut + 1) };
}

export interface KindsFieldProps {
  readonly template: TemplateDetail;
  readonly value: PolicyTargets["kinds"];
  readonly onChange: (value: PolicyTargets["kinds"]) => void;
}

/** Narrows the kinds of the template; a star in the template is narrowed to what the fleet holds. */
export function KindsField(props: KindsFieldProps) {
  const kinds = kindsIn(props.template.targets);
  const open = kinds.some(({ group, kind }) => group === "*" || kind === "*");
  return open ? <TypedKinds {...props} /> : <ListedKinds {...props} kinds={kinds} />;
}

function ListedKinds({ kinds, value, onChange }: KindsFieldProps & { readonly kinds: readonly Kind[] }) {
  // What an earlier version of the template judged stays in sight, so that it can be taken out.
  const listed = new Set(kinds.map(kindText));
  const all = [...kinds, ...value.filter((kind) => !listed.has(kindText(kind)))];
  const only = all[0];
  if (only !== undefined && all.length === 1 && value.length === 0)
    return (
      <div>
        <div className="mb-0.5 font-[550]">Kinds</div>
        <p className="text-text-2">
          The template judges one kind, {targetLabel(only)}, so there is nothing to narrow.
        </p>
      </div>
    );
  return (
    <CheckGroup
      label="Kinds"
      help={value.length === 0 ? "None chosen means every kind the template judges." : undefined}
      options={all.map((kind) => ({ value: kindText(kind), label: targetLabel(kind) }))}
      selected={value.map(kindText)}
      onChange={(texts) => onChange(texts.map(kindOfText))}
    />
  );
}

function TypedKinds({ template, value, onChange }: KindsFieldProps) {
  const fleet = useFleetKinds();
  const offered = fleet
    .filter(({ group, kind }) => selectsKind(template.targets, group, kind))
    .map(({ group, kind }) => kindText({ group, kind }));
  return (
    <Field
      label="Kinds"
      note="optional"
      help={
        <>
          None chosen means every kind the template judges. Write a kind with its API group, for example{" "}
          <code>Deployment.apps</code>.
        </>
      }
    >
      <ChipInput
        values={value.map(kindText)}
        suggestions={offered}
        placeholder="Every kind; type one to choose"
        check={(text) => {
          const { group, kind } = kindOfText(text);
          return selectsKind(template.targets, group, kind) ? null : `The template does not judge ${text}`;
        }}
        onChange={(texts) => onChange(texts.map(kindOfText))}
      />
    </Field>
  );
}
