"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DraftExclusion, ExclusionProblem } from "./editor-model";

export interface ExclusionsFieldProps {
  readonly value: readonly DraftExclusion[];
  readonly onChange: (value: DraftExclusion[]) => void;
  readonly problems: ReadonlyMap<number, ExclusionProblem>;
  readonly kinds: readonly string[];
  readonly namespaces: readonly string[];
}

/** Entities that are left out for good, each with the reason that is shown wherever somebody asks why. */
export function ExclusionsField({ value, onChange, problems, kinds, namespaces }: ExclusionsFieldProps) {
  const id = useId();
  const set = (index: number, part: Partial<DraftExclusion>) =>
    onChange(value.map((other, place) => (place === index ? { ...other, ...part } : other)));
  return (
    <div role="group" aria-labelledby={`${id}-label`} className="min-w-0">
      <div id={`${id}-label`} className="mb-1 font-[550]">
        Exclusions
      </div>
      <datalist id={`${id}-kinds`}>
        {kinds.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <datalist id={`${id}-namespaces`}>
        {namespaces.map((namespace) => (
          <option key={namespace} value={namespace} />
        ))}
      </datalist>
      <div className="flex flex-col gap-2.5">
        {value.map((exclusion, index) => {
          const problem = problems.get(index);
          return (
            <div
              // Exclusions have no name; their place is what tells them apart.
              key={index}
              role="group"
              aria-label={`Exclusion ${index + 1}`}
              className="rounded-sm border border-line bg-bg p-2.5"
            >
              <div className="mb-1 flex items-center justify-between text-sm text-text-3">
                Exclusion {index + 1}
                <Button
                  square
                  size="small"
                  variant="ghost"
                  aria-label={`Remove exclusion ${index + 1}`}
                  onClick={() => onChange(value.filter((_, place) => place !== index))}
                >
                  <X aria-hidden />
                </Button>
              </div>
              <div className="grid grid-cols-3 gap-2 max-[600px]:grid-cols-1">
                <Field label="Kind">
                  <Input
                    mono
                    list={`${id}-kinds`}
                    placeholder="any"
                    value={exclusion.kind ?? ""}
                    onChange={(event) => set(index, { kind: event.target.value })}
                  />
                </Field>
                <Field label="Namespace">
                  <Input
                    mono
                    list={`${id}-namespaces`}
                    placeholder="any"
                    value={exclusion.namespace ?? ""}
                    onChange={(event) => set(index, { namespace: event.target.value })}
                  />
                </Field>
                <Field label="Name">
                  <Input
                    mono
                    placeholder="any"
                    value={exclusion.name ?? ""}
                    onChange={(event) => set(index, { name: event.target.value })}
                  />
                </Field>
              </div>
              {problem?.empty === true && (
                <p role="alert" className="mt-1 text-sm text-critical">
                  Name a kind, a namespace or a name; as it stands nothing is excluded.
                </p>
              )}
              <Field
                label="Reason"
                required
                className="mt-2"
                error={problem?.reason === true ? "Say why in a few words" : null}
              >
                <Input
                  spellCheck
                  placeholder="Why this may stay as it is"
                  value={exclusion.reason}
                  onChange={(event) => set(index, { reason: event.target.value })}
                />
              </Field>
            </div>
          );
        })}
        <div>
          <Button size="small" onClick={() => onChange([...value, { reason: "" }])}>
            <Plus aria-hidden /> Add an exclusion
          </Button>
        </div>
      </div>
      <p className="mt-1 text-sm text-text-3">
        Leaves entities out for good. All that is filled in must match; namespace and name may use{" "}
        <code>*</code>.
      </p>
    </div>
  );
}
