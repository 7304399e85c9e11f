"use client";

import { useMemo } from "react";
import { Notice } from "@/components/ui/states";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { FieldError } from "@/lib/domain/parameters";
import { type FormContext, propertiesOf, unplacedErrors } from "./field-model";
import { ObjectFields } from "./parameter-field";

export interface ParameterFormProps {
  /** The template's parameter schema: an object schema with `properties`. */
  readonly schema: Json;
  /** What was filled in. Members that are missing stand for their defaults, which the form shows. */
  readonly values: JsonObject;
  readonly onChange: (values: JsonObject) => void;
  /** By dotted path, as `validateParameters` and the console's answers name them. */
  readonly errors?: readonly FieldError[];
  /** Names of namespaces in the fleet, offered where one is asked for. */
  readonly namespaces?: readonly string[];
  readonly disabled?: boolean;
}

const none: readonly never[] = [];

/** The form made from a parameter schema; the policy editor, the template page and the studio show the same one. */
export function ParameterForm(props: ParameterFormProps) {
  const { schema, values, onChange, errors = none, namespaces = none, disabled = false } = props;
  const form = useMemo<FormContext>(() => ({ errors, namespaces, disabled }), [errors, namespaces, disabled]);
  const unplaced = unplacedErrors(schema, errors);
  return (
    <div className="flex flex-col gap-3.5">
      {propertiesOf(schema).length === 0 && (
        <p className="text-text-2">This template takes no parameters: there is nothing to fill in.</p>
      )}
      <ObjectFields schema={schema} values={values} path={[]} onChange={onChange} form={form} />
      {unplaced.length > 0 && (
        <Notice tone="bad">
          {unplaced.map((error) => (
            <span key={error.path + error.message} className="block">
              {error.path !== "" && <code>{error.path}</code>} {error.message}
            </span>
          ))}
        </Notice>
      )}
    </div>
  );
}
