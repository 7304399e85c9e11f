"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { ParameterField } from "@/components/parameter-form/parameter-field";
import { numberOf } from "@/components/parameter-form/scalar-fields";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ChipInput } from "@/components/ui/chip-input";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { getOwn, getString, type Json, type JsonObject, withoutMembers } from "@/lib/domain/json";
import {
  choicesOf,
  type ParameterEntry,
  parameterTypes,
  type ParameterType,
  typeOf,
  withChoices,
  withKeyword,
  withType,
} from "./schema-edit";

export interface ParameterRowProps {
  readonly entry: ParameterEntry;
  readonly taken: readonly string[];
  readonly onChange: (entry: ParameterEntry) => void;
  readonly onRemove: () => void;
}

const typeOptions = parameterTypes.map((type) => ({ value: type, label: type }));
const withoutChoices: readonly (ParameterType | null)[] = ["boolean", "object", null];

export function ParameterRow({ entry, taken, onChange, onRemove }: ParameterRowProps) {
  const type = typeOf(entry.schema);
  const hasDefault = getOwn(entry.schema, "default") !== undefined;
  const change = (schema: JsonObject) => onChange({ ...entry, schema });
  return (
    <div
      role="group"
      aria-label={`Parameter ${entry.name}`}
      className="flex flex-col gap-2 border-b border-line px-3.5 py-2.5 last:border-b-0"
    >
      <div className="flex items-start gap-1.5">
        <NameInput name={entry.name} taken={taken} onRename={(name) => onChange({ ...entry, name })} />
        <Select<ParameterType>
          aria-label={`Type of ${entry.name}`}
          className="w-[136px]! shrink-0"
          value={type ?? undefined}
          placeholder="as in the schema"
          options={typeOptions}
          onValueChange={(next) => change(withType(entry.schema, next))}
        />
        <Button variant="ghost" square aria-label={`Remove the parameter ${entry.name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      <Checkbox
        checked={entry.required && !hasDefault}
        disabled={hasDefault}
        label="Required"
        help={hasDefault ? "It has a default, so a policy may leave it out." : undefined}
        onCheckedChange={(required) => onChange({ ...entry, required })}
      />
      <Disclosure summary="Title, description, default, allowed values">
        <Details entry={entry} type={type} onChange={onChange} />
      </Disclosure>
    </div>
  );
}

/** A name that is empty or taken stays in the field, and the schema keeps the last good one. */
function NameInput({
  name,
  taken,
  onRename,
}: {
  readonly name: string;
  readonly taken: readonly string[];
  readonly onRename: (name: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const problem =
    draft === null
      ? null
      : draft.trim() === ""
        ? "A parameter needs a name."
        : taken.includes(draft.trim())
          ? "Another parameter has this name."
          : null;
  return (
    <div className="min-w-0 flex-1">
      <Input
        mono
        aria-label={`Name of ${name}`}
        aria-invalid={problem !== null || undefined}
        value={draft ?? name}
        maxLength={120}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          if (next.trim() !== "" && !taken.includes(next.trim())) onRename(next.trim());
        }}
        onBlur={() => setDraft(null)}
      />
      {problem !== null && (
        <p role="alert" className="mt-1 text-sm text-critical">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The control that the form would show, without what is said above and beneath it there. */
function defaultSchemaOf(schema: JsonObject): JsonObject {
  const plain = withoutMembers(schema, "default", "description", "examples", "title");
  const boolean = getString(schema, "type") === "boolean";
  return { ...plain, ...(boolean ? { enum: [true, false] } : {}) };
}

const quietForm = { errors: [], namespaces: [], disabled: false };

function Details({
  entry,
  type,
  onChange,
}: Pick<ParameterRowProps, "entry" | "onChange"> & { readonly type: ParameterType | null }) {
  const { schema } = entry;
  const set = (keyword: string, value: Json | undefined) =>
    onChange({ ...entry, schema: withKeyword(schema, keyword, value) });
  const numeric = type === "integer" || type === "number";
  return (
    <div className="flex flex-col gap-3">
      <Field label="Title" help="Stands above the field; left out, the name does.">
        <Input
          value={getString(schema, "title") ?? ""}
          onChange={(event) => set("title", event.target.value)}
        />
      </Field>
      <Field label="Description" help="Stands beneath the field: what to fill in, and what it does.">
        <Input
          value={getString(schema, "description") ?? ""}
          onChange={(event) => set("description", event.target.value)}
        />
      </Field>
      {!withoutChoices.includes(type) && (
        <Field label="Allowed values" help="None: any value is allowed.">
          <ChipInput
            values={choicesOf(schema).map((choice) =>
              typeof choice === "string" ? choice : JSON.stringify(choice),
            )}
            placeholder="Type a value, Enter adds it"
            check={(text) =>
              numeric && typeof numberOf(text) !== "number" ? `“${text}” is not a number` : null
            }
            onChange={(texts) =>
              onChange({
                ...entry,
                schema: withChoices(
                  schema,
                  texts.flatMap((text) => (numeric ? (numberOf(text) ?? []) : text)),
                ),
              })
            }
          />
        </Field>
      )}
      <ParameterField
        name="Default"
        schema={defaultSchemaOf(schema)}
        path={["default"]}
        value={getOwn(schema, "default")}
        required={false}
        form={quietForm}
        onChange={(value) =>
          onChange({
            ...entry,
            required: value === undefined && entry.required,
            schema: withKeyword(schema, "default", value),
          })
        }
      />
    </div>
  );
}
