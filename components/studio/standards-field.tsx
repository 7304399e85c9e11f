"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { standardIds, standardName } from "@/components/templates/words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip-input";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { StudioDraft } from "./studio-draft";

type Standards = StudioDraft["standards"];

export interface StandardsFieldProps {
  readonly value: Standards;
  readonly onChange: (value: Standards) => void;
}

/** Numbered requirements of external rule books that the template helps to meet. */
export function StandardsField({ value, onChange }: StandardsFieldProps) {
  const [standard, setStandard] = useState(standardIds[0] ?? "");
  const [control, setControl] = useState("");
  const text = control.trim();
  const taken = value.some((entry) => entry.standard === standard && entry.control === text);
  const add = () => {
    if (text === "" || taken) return;
    onChange([...value, { standard, control: text }]);
    setControl("");
  };
  return (
    <div role="group" aria-label="Standards" className="flex flex-col gap-2">
      {value.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {value.map((entry) => {
            const label = `${standardName(entry.standard)} ${entry.control}`;
            return (
              <Chip
                key={`${entry.standard} ${entry.control}`}
                removeLabel={`Remove ${label}`}
                onRemove={() => onChange(value.filter((other) => other !== entry))}
              >
                {label}
              </Chip>
            );
          })}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-1.5">
        <Select
          aria-label="Standard"
          size="small"
          className="w-auto! min-w-36 flex-1"
          value={standard}
          onValueChange={setStandard}
          options={standardIds.map((id) => ({ value: id, label: standardName(id) }))}
        />
        <Input
          aria-label="Control"
          placeholder="Control, e.g. 1.3.1"
          className="w-auto! min-w-28 flex-1"
          maxLength={60}
          value={control}
          onChange={(event) => setControl(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button disabled={text === "" || taken} onClick={add}>
          <Plus aria-hidden /> Add the control
        </Button>
      </div>
      {taken && <p className="text-sm text-text-3">This control is already named.</p>}
    </div>
  );
}
