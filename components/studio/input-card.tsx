"use client";

import { CodeEditor } from "@/components/code/code-editor";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/states";
import { getString } from "@/lib/domain/json";
import { groupOf } from "@/lib/domain/entity";
import { type GroupKind, kindLabel, selectsKind } from "@/lib/domain/kinds";
import { EntityPicker } from "./entity-picker";
import { Segmented } from "./segmented";
import type { StudioInput } from "./studio-input";

const sources = [
  { value: "fleet", label: "From the fleet" },
  { value: "pasted", label: "Paste YAML" },
] as const;

export interface InputCardProps {
  readonly input: StudioInput;
  readonly targets: readonly GroupKind[];
}

/** What the Rego is tried on. */
export function InputCard({ input, targets }: InputCardProps) {
  return (
    <Card>
      <CardHeader
        title="Input"
        actions={
          <Segmented
            label="Where the input comes from"
            value={input.source}
            options={sources}
            onChange={input.setSource}
          />
        }
      />
      {input.source === "fleet" ? (
        <FleetInput input={input} targets={targets} />
      ) : (
        <PastedInput input={input} targets={targets} />
      )}
    </Card>
  );
}

const searchWords: Record<StudioInput["search"], string> = {
  reading: "Looking for an entity of these kinds …",
  failed: "The fleet could not be read. Try to choose an entity, or paste one.",
  none: "No entity of these kinds is known in the fleet. Connect a cluster that has one, or paste one.",
};

function FleetInput({ input, targets }: InputCardProps) {
  return (
    <CardBody className="flex flex-col gap-2">
      <EntityPicker targets={targets} entity={input.entity} onPick={input.pick} />
      {input.entity === null && (
        <p className="text-sm text-text-3">
          {targets.length === 0
            ? "Choose the kinds it judges first, and an entity of the fleet is taken by itself."
            : searchWords[input.search]}
        </p>
      )}
    </CardBody>
  );
}

/** Policies judge the template's kinds only; an object of another kind is judged here all the same. */
function foreignKind(input: StudioInput, targets: readonly GroupKind[]): string | null {
  if (targets.length === 0 || input.read?.ok !== true) return null;
  const kind = getString(input.read.object, "kind");
  if (kind === undefined) return null;
  const group = groupOf(getString(input.read.object, "apiVersion") ?? "");
  const selectors = targets.map((target) => ({ group: target.group, kinds: [target.kind] }));
  return selectsKind(selectors, group, kind) ? null : kindLabel({ group, kind });
}

function PastedInput({ input, targets }: InputCardProps) {
  const { read } = input;
  const foreign = foreignKind(input, targets);
  const wrong = read?.ok === false ? [read] : undefined;
  return (
    <>
      <CodeEditor
        label="Pasted entity"
        language="yaml"
        value={input.pasted}
        onChange={input.setPasted}
        diagnostics={wrong}
        placeholder="Paste one object as YAML or JSON. It is judged here and kept nowhere."
      />
      {read?.ok === false && (
        <p role="alert" className="border-t border-line px-3.5 py-2 text-critical">
          Line {read.line}: {read.message}
        </p>
      )}
      {read?.ok === true && read.note !== null && (
        <p className="border-t border-line px-3.5 py-2 text-text-2">{read.note}</p>
      )}
      {foreign !== null && (
        <Notice tone="warn" className="rounded-none">
          {foreign} is none of the kinds this template judges; policies would not look at it.
        </Notice>
      )}
    </>
  );
}
