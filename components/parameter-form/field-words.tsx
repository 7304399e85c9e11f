import type { ReactNode } from "react";
import { valueText } from "@/components/ui/found-expected";
import { plural } from "@/lib/client/format";
import { getOwn, getString, isArray, isObject, type Json } from "@/lib/domain/json";
import { asksForNamespace, differsFromDefault, errorWithin, type ParameterFieldProps } from "./field-model";

/** What stands above the control: the title, or the name the Rego reads. */
export function labelOf(name: string, schema: Json): string {
  return getString(schema, "title") ?? name;
}

/** The name the Rego reads, where a title hides it. */
export function noteOf(name: string, schema: Json): ReactNode {
  return getString(schema, "title") === undefined ? undefined : <code className="text-xs">{name}</code>;
}

function defaultText(value: Json): string {
  if (isArray(value) && value.length === 0) return "none";
  if (value === "") return "empty";
  if (isObject(value)) {
    const pairs = Object.entries(value);
    if (pairs.length === 0) return "none";
    const texts = pairs.flatMap(([key, member]) => (typeof member === "string" ? [`${key}=${member}`] : []));
    if (texts.length === pairs.length) return texts.join(", ");
  }
  return valueText({ value });
}

const bounds: readonly (readonly [string, (limit: string) => string])[] = [
  ["minimum", (limit) => `at least ${limit}`],
  ["maximum", (limit) => `at most ${limit}`],
  ["minItems", (limit) => `at least ${limit} entries`],
  ["maxItems", (limit) => `at most ${limit} entries`],
];

function boundsText(schema: Json): string | null {
  const found = bounds.flatMap(([keyword, say]) => {
    const limit = getOwn(schema, keyword);
    return typeof limit === "number" ? [say(String(limit))] : [];
  });
  const text = found.join(", ");
  return text === "" ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function exampleText(schema: Json): string | null {
  const examples = getOwn(schema, "examples");
  const first = isArray(examples) ? examples[0] : undefined;
  return first === undefined ? null : defaultText(first);
}

/** Everything a person needs to know before filling the field in, as sentences; undefined when there is nothing. */
export function helpOf(props: ParameterFieldProps): ReactNode {
  const { name, schema, value, form, onChange } = props;
  const description = getString(schema, "description");
  const limits = boundsText(schema);
  const fallback = getOwn(schema, "default");
  const example = fallback === undefined ? exampleText(schema) : null;
  const known = asksForNamespace(name) ? form.namespaces.length : 0;
  if (
    description === undefined &&
    limits === null &&
    fallback === undefined &&
    example === null &&
    known === 0
  )
    return undefined;
  return (
    <>
      {description} {limits} {known > 0 && `${plural(known, "namespace")} in your fleet; type to complete. `}
      {example !== null && (
        <>
          For example <code>{example}</code>.{" "}
        </>
      )}
      {fallback !== undefined && (
        <>
          Default: <code>{defaultText(fallback)}</code>.{" "}
        </>
      )}
      {differsFromDefault(schema, value) && !form.disabled && (
        <button
          type="button"
          className="link"
          aria-label={`Use the default for ${labelOf(name, schema)}`}
          onClick={() => onChange(undefined)}
        >
          Use the default
        </button>
      )}
    </>
  );
}

/** Label, help and error of a field whose control shows the whole value. */
export function frameOf(props: ParameterFieldProps) {
  return {
    label: labelOf(props.name, props.schema),
    note: noteOf(props.name, props.schema),
    required: props.required,
    help: helpOf(props),
    error: errorWithin(props.form, props.path),
  };
}
