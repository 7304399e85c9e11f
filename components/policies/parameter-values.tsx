import { propertiesOf } from "@/components/parameter-form/field-model";
import { labelOf } from "@/components/parameter-form/field-words";
import { Facts } from "@/components/ui/card";
import { valueText } from "@/components/ui/found-expected";
import { getOwn, isArray, isObject, type Json, type JsonObject, jsonEqual } from "@/lib/domain/json";

function isEmpty(value: Json): boolean {
  return (
    value === "" || (isArray(value) && value.length === 0) || (isObject(value) && !Object.keys(value)[0])
  );
}

/** A map of texts as labels are written; anything else as an occurrence shows it. */
function textOf(value: Json): string {
  const pairs = isObject(value) ? Object.entries(value) : [];
  const texts = pairs.flatMap(([key, member]) => (typeof member === "string" ? [`${key}=${member}`] : []));
  return pairs.length > 0 && texts.length === pairs.length ? texts.join(", ") : valueText({ value });
}

function ValueText({ value }: { readonly value: Json }) {
  if (isEmpty(value)) return <span className="text-text-3">none</span>;
  return <code className="break-words whitespace-pre-wrap">{textOf(value)}</code>;
}

export interface ParameterValuesProps {
  readonly values: JsonObject;
  /** The template's schema, for titles; without it parameters go by their names. */
  readonly schema?: Json;
}

/** Parameters in force, each with what it is set to. */
export function ParameterValues({ values, schema }: ParameterValuesProps) {
  const properties = new Map(propertiesOf(schema ?? {}));
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className="text-text-2">This template takes no parameters.</p>;
  return (
    <Facts
      items={entries.map(([name, value]) => {
        const property = properties.get(name);
        const fallback = getOwn(property, "default");
        return {
          term: property === undefined ? name : labelOf(name, property),
          value: (
            <>
              <ValueText value={value} />
              {fallback !== undefined && jsonEqual(fallback, value) && (
                <span className="ml-1.5 text-sm text-text-3">default</span>
              )}
            </>
          ),
        };
      })}
    />
  );
}
