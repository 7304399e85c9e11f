"use client";

import { ChipInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import type { PolicyTargets } from "@/lib/contracts/api/policies";
import { useNamespaces } from "./use-fleet";

function globProblem(text: string): string | null {
  if (/\s/.test(text)) return "A name has no spaces; separate several by commas";
  return text.length > 253 ? "A name has at most 253 characters" : null;
}

export interface NamespaceFieldsProps {
  readonly value: PolicyTargets["namespaces"];
  readonly onChange: (value: PolicyTargets["namespaces"]) => void;
}

export function NamespaceFields({ value, onChange }: NamespaceFieldsProps) {
  const namespaces = useNamespaces();
  return (
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
          values={value.include}
          suggestions={namespaces}
          placeholder="Every namespace"
          check={globProblem}
          onChange={(include) => onChange({ ...value, include: [...include] })}
        />
      </Field>
      <Field label="Namespaces left out" help="Wins over the namespaces chosen beside it.">
        <ChipInput
          values={value.exclude}
          suggestions={namespaces}
          placeholder="kube-system"
          check={globProblem}
          onChange={(exclude) => onChange({ ...value, exclude: [...exclude] })}
        />
      </Field>
    </div>
  );
}
