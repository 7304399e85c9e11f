"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { CodeEditor } from "@/components/code/code-editor";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { isObject, type JsonObject, parseJson } from "@/lib/domain/json";
import { validateSchema } from "@/lib/domain/parameters";
import { ParameterRow } from "./parameter-row";
import { freeName, type ParameterEntry, parametersOf, withParameters } from "./schema-edit";
import { Segmented } from "./segmented";

export interface ParametersCardProps {
  readonly schema: JsonObject;
  readonly onChange: (schema: JsonObject) => void;
}

const views = [
  { value: "fields", label: "Fields" },
  { value: "schema", label: "JSON Schema" },
] as const;

/** What a policy must fill in: as fields, or as the JSON Schema they make up. */
export function ParametersCard({ schema, onChange }: ParametersCardProps) {
  const [view, setView] = useState<"fields" | "schema">("fields");
  const problems = validateSchema(schema);
  return (
    <Card>
      <CardHeader
        title="Parameters"
        actions={<Segmented label="View of the parameters" value={view} options={views} onChange={setView} />}
      />
      {view === "fields" ? (
        <Fields schema={schema} onChange={onChange} />
      ) : (
        <SchemaText schema={schema} onChange={onChange} />
      )}
      {problems.length > 0 && (
        <ul role="alert" aria-label="Problems of the parameters" className="border-t border-line px-3.5 py-2">
          {problems.map((problem) => (
            <li key={problem.path + problem.message} className="text-critical">
              {problem.path !== "" && <code className="break-all">{problem.path}</code>} {problem.message}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Fields({ schema, onChange }: ParametersCardProps) {
  const entries = parametersOf(schema);
  const names = entries.map((entry) => entry.name);
  const set = (next: readonly ParameterEntry[]) => onChange(withParameters(schema, next));
  return (
    <>
      {entries.length === 0 && (
        <p className="px-3.5 pt-3 text-text-2">
          None yet. Names that the Rego reads as <code>input.parameters</code> are offered beneath it to be
          declared.
        </p>
      )}
      {entries.map((entry, index) => (
        <ParameterRow
          // A rename must not take the focus away, so the place tells the rows apart.
          key={index}
          entry={entry}
          taken={names.filter((name) => name !== entry.name)}
          onChange={(next) => set(entries.map((other) => (other === entry ? next : other)))}
          onRemove={() => set(entries.filter((other) => other !== entry))}
        />
      ))}
      <div className="px-3.5 py-2.5">
        <Button
          size="small"
          onClick={() =>
            set([...entries, { name: freeName(entries), schema: { type: "string" }, required: true }])
          }
        >
          <Plus aria-hidden /> Add a parameter
        </Button>
      </div>
    </>
  );
}

function readSchema(text: string): JsonObject | string {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : "The parameter schema must be an object.";
  } catch (error) {
    return error instanceof SyntaxError ? error.message : "This is not JSON.";
  }
}

function SchemaText({ schema, onChange }: ParametersCardProps) {
  const [text, setText] = useState(() => `${JSON.stringify(schema, null, 2)}\n`);
  const read = readSchema(text);
  return (
    <>
      <CodeEditor
        label="Parameter schema"
        language="json"
        value={text}
        onChange={(next) => {
          setText(next);
          const parsed = readSchema(next);
          if (typeof parsed !== "string") onChange(parsed);
        }}
      />
      {typeof read === "string" && (
        <p role="alert" className="border-t border-line px-3.5 py-2 text-critical">
          This is not JSON yet, so the last readable schema holds: {read}
        </p>
      )}
    </>
  );
}
