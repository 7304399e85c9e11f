"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { getOwn, isArray, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { defaultsOf } from "@/lib/domain/parameters";
import type { Segment } from "@/lib/domain/pointer";
import { JsonField, MapField, NumbersField, TextsField } from "./collection-fields";
import {
  errorAt,
  fieldKindOf,
  type FormContext,
  type ParameterFieldProps,
  propertiesOf,
  requiredNames,
  shownValue,
  withValue,
} from "./field-model";
import { helpOf, labelOf, noteOf } from "./field-words";
import { BooleanField, ChoiceField, ChoicesField, NumberField, TextField } from "./scalar-fields";

/** The control for one parameter, chosen by its schema. */
export function ParameterField(props: ParameterFieldProps) {
  switch (fieldKindOf(props.schema, shownValue(props.schema, props.value))) {
    case "choice":
      return <ChoiceField {...props} />;
    case "text":
      return <TextField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "boolean":
      return <BooleanField {...props} />;
    case "texts":
      return <TextsField {...props} />;
    case "numbers":
      return <NumbersField {...props} />;
    case "choices":
      return <ChoicesField {...props} />;
    case "objects":
      return <ObjectsField {...props} />;
    case "map":
      return <MapField {...props} />;
    case "object":
      return <ObjectField {...props} />;
    case "json":
      return <JsonField {...props} />;
  }
}

export interface ObjectFieldsProps {
  readonly schema: Json;
  readonly values: JsonObject;
  readonly path: readonly Segment[];
  readonly onChange: (values: JsonObject) => void;
  readonly form: FormContext;
}

/** One field per property. */
export function ObjectFields({ schema, values, path, onChange, form }: ObjectFieldsProps) {
  const required = requiredNames(schema);
  return propertiesOf(schema).map(([name, property]) => (
    <ParameterField
      key={name}
      name={name}
      schema={property}
      path={[...path, name]}
      value={getOwn(values, name)}
      required={required.includes(name) && getOwn(property, "default") === undefined}
      form={form}
      onChange={(value) => onChange(withValue(values, name, value))}
    />
  ));
}

function Legend({ name, schema, required }: Pick<ParameterFieldProps, "name" | "schema" | "required">) {
  return (
    <legend className="px-1 font-[550]">
      {labelOf(name, schema)}
      {required && <span className="ml-1.5 text-sm font-normal text-text-3">required</span>}
      <span className="ml-1.5 text-sm font-normal text-text-3">{noteOf(name, schema)}</span>
    </legend>
  );
}

function Complaint({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  );
}

interface GroupProps {
  readonly parameter: ParameterFieldProps;
  readonly className: string;
  readonly children: ReactNode;
}

/** The frame of a parameter that holds others. */
function Group({ parameter, className, children }: GroupProps) {
  const help = helpOf(parameter);
  return (
    <fieldset className="min-w-0 rounded-sm border border-line px-3 pt-2 pb-3">
      <Legend {...parameter} />
      {help !== undefined && <p className="mb-2 text-sm text-text-3">{help}</p>}
      <Complaint text={errorAt(parameter.form, parameter.path)} />
      <div className={cn("flex flex-col", className)}>{children}</div>
    </fieldset>
  );
}

function ObjectField(props: ParameterFieldProps) {
  const { schema, value, path, onChange, form } = props;
  const shown = shownValue(schema, value);
  return (
    <Group parameter={props} className="gap-3">
      <ObjectFields
        schema={schema}
        values={isObject(shown) ? shown : {}}
        path={path}
        onChange={onChange}
        form={form}
      />
    </Group>
  );
}

function ObjectsField(props: ParameterFieldProps) {
  const { name, schema, value, path, onChange, form } = props;
  const items = getOwn(schema, "items") ?? {};
  const shown = shownValue(schema, value);
  const list = isArray(shown) ? shown : [];
  const label = labelOf(name, schema);
  return (
    <Group parameter={props} className="gap-2.5">
      {list.map((item, index) => (
        <div
          // Entries have no name of their own; their place is what tells them apart.
          key={index}
          role="group"
          aria-label={`${label}, entry ${index + 1}`}
          className="flex flex-col gap-3 rounded-sm bg-bg p-2.5"
        >
          <div className="flex items-center justify-between text-sm text-text-3">
            Entry {index + 1}
            <Button
              variant="ghost"
              size="small"
              square
              disabled={form.disabled}
              aria-label={`Remove entry ${index + 1} of ${label}`}
              onClick={() => onChange(list.filter((_, other) => other !== index))}
            >
              <X aria-hidden />
            </Button>
          </div>
          <Complaint text={errorAt(form, [...path, index])} />
          <ObjectFields
            schema={items}
            values={isObject(item) ? item : {}}
            path={[...path, index]}
            form={form}
            onChange={(next) => onChange(list.map((other, place) => (place === index ? next : other)))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          disabled={form.disabled}
          aria-label={`Add an entry to ${label}`}
          onClick={() => onChange([...list, defaultsOf(items)])}
        >
          <Plus aria-hidden /> Add an entry
        </Button>
      </div>
    </Group>
  );
}
