"use client";

import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { getOwn, isArray, type Json, jsonEqual } from "@/lib/domain/json";
import { asksForNamespace, errorAt, errorWithin, type ParameterFieldProps, shownValue } from "./field-model";
import { frameOf, helpOf, labelOf, noteOf } from "./field-words";

export function TextField(props: ParameterFieldProps) {
  const { name, schema, value, onChange, form } = props;
  const listId = useId();
  const shown = shownValue(schema, value);
  const offers = asksForNamespace(name) ? form.namespaces : [];
  return (
    <Field {...frameOf(props)}>
      <Input
        mono
        value={typeof shown === "string" ? shown : shown === undefined ? "" : JSON.stringify(shown)}
        disabled={form.disabled}
        list={offers.length > 0 ? listId : undefined}
        onChange={(event) => {
          const text = event.target.value;
          // An emptied field is "not filled in", unless a default would come back under the person's hands.
          onChange(text === "" && getOwn(schema, "default") === undefined ? undefined : text);
        }}
      />
      {offers.length > 0 && (
        <datalist id={listId}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

const numberText = /^-?\d+(\.\d+)?$/;

/** The number a text says; a text that says none stays a text, which the validator then names. */
export function numberOf(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return numberText.test(trimmed) ? Number(trimmed) : trimmed;
}

export function NumberField(props: ParameterFieldProps) {
  const { schema, value, onChange, form } = props;
  const shown = shownValue(schema, value);
  // While typing, "1." is a number on its way; what is shown follows the value again on leaving.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Field {...frameOf(props)}>
      <Input
        mono
        inputMode="decimal"
        className="max-w-40"
        value={
          draft ?? (shown === undefined ? "" : typeof shown === "string" ? shown : JSON.stringify(shown))
        }
        disabled={form.disabled}
        onChange={(event) => {
          setDraft(event.target.value);
          onChange(numberOf(event.target.value));
        }}
        onBlur={() => setDraft(null)}
      />
    </Field>
  );
}

export function BooleanField(props: ParameterFieldProps) {
  const { name, schema, value, onChange, form, path } = props;
  const error = errorAt(form, path);
  return (
    <div className="min-w-0">
      <Checkbox
        checked={shownValue(schema, value) === true}
        disabled={form.disabled}
        onCheckedChange={(checked) => onChange(checked)}
        label={
          <>
            <span className="font-[550]">{labelOf(name, schema)}</span>{" "}
            <span className="text-sm text-text-3">{noteOf(name, schema)}</span>
          </>
        }
      />
      <div className="mt-0.5 pl-[23px] text-sm text-text-3">{helpOf(props)}</div>
      {error !== null && (
        <p role="alert" className="pl-[23px] text-sm text-critical">
          {error}
        </p>
      )}
    </div>
  );
}

/** No JSON text reads so, which keeps it apart from every choice. */
const unset = "not set";

function choiceLabel(choice: Json): string {
  return typeof choice === "string" ? choice : JSON.stringify(choice);
}

export function ChoiceField(props: ParameterFieldProps) {
  const { schema, value, onChange, required, form } = props;
  const listed = getOwn(schema, "enum");
  const choices = isArray(listed) ? listed : [];
  const shown = shownValue(schema, value);
  const optional = !required && getOwn(schema, "default") === undefined;
  const options = choices.map((choice) => ({ value: JSON.stringify(choice), label: choiceLabel(choice) }));
  return (
    <Field {...frameOf(props)}>
      <Select
        value={shown === undefined ? (optional ? unset : undefined) : JSON.stringify(shown)}
        disabled={form.disabled}
        placeholder="Choose one"
        options={optional ? [{ value: unset, label: "Not set" }, ...options] : options}
        onValueChange={(text) => onChange(choices.find((choice) => JSON.stringify(choice) === text))}
      />
    </Field>
  );
}

/** Several of a few: one box each. */
export function ChoicesField(props: ParameterFieldProps) {
  const { name, schema, value, onChange, required, form, path } = props;
  const labelId = useId();
  const listed = getOwn(getOwn(schema, "items"), "enum");
  const choices = isArray(listed) ? listed : [];
  const shown = shownValue(schema, value);
  const chosen = isArray(shown) ? shown : [];
  const error = errorWithin(form, path);
  const has = (choice: Json) => chosen.some((item) => jsonEqual(item, choice));
  return (
    <div role="group" aria-labelledby={labelId} className="min-w-0">
      <div className="mb-1 flex items-baseline gap-1.5">
        <span id={labelId} className="font-[550]">
          {labelOf(name, schema)}
        </span>
        {required && <span className="text-sm text-text-3">required</span>}
        <span className="text-sm text-text-3">{noteOf(name, schema)}</span>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map((choice) => (
          <Checkbox
            key={JSON.stringify(choice)}
            checked={has(choice)}
            disabled={form.disabled}
            label={<span className="font-mono text-sm">{choiceLabel(choice)}</span>}
            onCheckedChange={(checked) =>
              onChange(choices.filter((other) => (jsonEqual(other, choice) ? checked : has(other))))
            }
          />
        ))}
      </div>
      {error !== null && (
        <p role="alert" className="mt-1 text-sm text-critical">
          {error}
        </p>
      )}
      <div className="mt-1 text-sm text-text-3">{helpOf(props)}</div>
    </div>
  );
}
