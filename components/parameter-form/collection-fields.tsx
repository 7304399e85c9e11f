"use client";

import { useState } from "react";
import { ChipInput, KeyValueInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { getOwn, getString, isArray, isObject, type Json, jsonEqual, parseJson } from "@/lib/domain/json";
import { asksForNamespace, type ParameterFieldProps, shownValue } from "./field-model";
import { frameOf } from "./field-words";
import { numberOf } from "./scalar-fields";

function textsOf(value: Json | undefined): readonly string[] {
  return isArray(value) ? value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))) : [];
}

export function TextsField(props: ParameterFieldProps) {
  const { name, schema, value, onChange, form } = props;
  return (
    <Field {...frameOf(props)}>
      <ChipInput
        values={textsOf(shownValue(schema, value))}
        disabled={form.disabled}
        placeholder="Type a value, Enter adds it"
        suggestions={asksForNamespace(name) ? form.namespaces : []}
        onChange={(texts) => onChange([...texts])}
      />
    </Field>
  );
}

export function NumbersField(props: ParameterFieldProps) {
  const { schema, value, onChange, form } = props;
  const whole = getString(getOwn(schema, "items"), "type") === "integer";
  return (
    <Field {...frameOf(props)}>
      <ChipInput
        values={textsOf(shownValue(schema, value))}
        disabled={form.disabled}
        placeholder="Type a number, Enter adds it"
        check={(text) => {
          const number = numberOf(text);
          const right = whole ? Number.isInteger(number) : typeof number === "number";
          return right ? null : `“${text}” is not a ${whole ? "whole number" : "number"}`;
        }}
        onChange={(texts) => onChange(texts.flatMap((text) => numberOf(text) ?? []))}
      />
    </Field>
  );
}

export function MapField(props: ParameterFieldProps) {
  const { schema, value, onChange } = props;
  const shown = shownValue(schema, value);
  const pairs = isObject(shown) ? Object.entries(shown) : [];
  return (
    <Field {...frameOf(props)}>
      <KeyValueInput
        values={Object.fromEntries(
          pairs.flatMap(([key, member]) => (typeof member === "string" ? [[key, member]] : [])),
        )}
        onChange={(next) => onChange(next)}
      />
    </Field>
  );
}

function parsedOrNull(text: string): { readonly value: Json } | null {
  try {
    return { value: parseJson(text) };
  } catch {
    return null;
  }
}

/** Whatever has no control of its own is written as JSON. */
export function JsonField(props: ParameterFieldProps) {
  const { schema, value, onChange, form } = props;
  const shown = shownValue(schema, value);
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null || draft.trim() === "" ? null : parsedOrNull(draft);
  const unread = draft !== null && draft.trim() !== "" && parsed === null;
  // The text is the person's own as long as it says the value that holds.
  const text =
    draft !== null && (unread || draft.trim() === "" || jsonEqual(parsed?.value, shown))
      ? draft
      : shown === undefined
        ? ""
        : JSON.stringify(shown, null, 2);
  const frame = frameOf(props);
  return (
    <Field
      {...frame}
      note={<>{frame.note} as JSON</>}
      error={unread ? "This is not JSON yet; the last readable value is kept." : frame.error}
    >
      <Textarea
        mono
        rows={Math.min(10, Math.max(3, text.split("\n").length))}
        value={text}
        disabled={form.disabled}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          if (next.trim() === "") onChange(undefined);
          else {
            const read = parsedOrNull(next);
            if (read !== null) onChange(read.value);
          }
        }}
      />
    </Field>
  );
}
