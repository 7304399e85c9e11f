"use client";

import { useRef, useState } from "react";
import { CodeEditor } from "@/components/code/code-editor";
import { ParameterForm } from "@/components/parameter-form/parameter-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import type { JsonObject } from "@/lib/domain/json";
import { validateParameters } from "@/lib/domain/parameters";
import { parametersOf } from "./schema-edit";
import { Segmented } from "./segmented";
import { readTest, type TestDraft, type TestField, type TestProblem } from "./test-draft";
import { KeyRows, MessageRows } from "./test-expectation";

export interface TestDialogProps {
  readonly start: TestDraft;
  readonly isNew: boolean;
  readonly schema: JsonObject;
  readonly readsInventory: boolean;
  /** Names of the other tests. */
  readonly taken: readonly string[];
  /** Answers why the test cannot be kept, or null. */
  readonly onSave: (test: TemplateTest) => string | null;
  readonly onClose: () => void;
}

const results = [
  { value: "passes", label: "Passes" },
  { value: "violates", label: "Violates" },
] as const;

/** One test, to write or change: its object, what else it needs, what it expects. */
export function TestDialog(props: TestDialogProps) {
  const { start, isNew, schema, taken, onSave, onClose } = props;
  const nameInput = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(start);
  const [problems, setProblems] = useState<readonly TestProblem[]>([]);
  const change = (next: Partial<TestDraft>) => setDraft((before) => ({ ...before, ...next }));
  const said = (field: TestField | null) =>
    problems
      .filter((problem) => problem.field === field)
      .map(({ message }) => message)
      .join(" ") || null;
  const save = () => {
    const read = readTest(draft, taken);
    if (!read.ok) {
      setProblems(read.problems);
      return;
    }
    const refused = onSave(read.test);
    if (refused === null) onClose();
    else setProblems([{ field: null, message: refused }]);
  };
  return (
    <Dialog
      size="large"
      open
      initialFocus={nameInput}
      onOpenChange={(next) => !next && onClose()}
      title={isNew ? "New test" : "Edit the test"}
      description="It is stored with the template: leave out what is secret."
      footer={
        <>
          {problems.length > 0 && (
            <p role="alert" className="mr-auto self-center text-critical">
              {said(null) ?? "The test is not saved yet: mend what is marked."}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save}>
            {isNew ? "Add the test" : "Keep the changes"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" required error={said("name")}>
          <Input
            ref={nameInput}
            value={draft.name}
            maxLength={120}
            placeholder="a Pod on the host's network violates"
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <TextPart
          title="Object"
          label="Object of the test"
          help="One object, as YAML or JSON."
          error={said("object")}
          value={start.object}
          onChange={(object) => change({ object })}
        />
        {parametersOf(schema).length > 0 && <Parameters schema={schema} draft={draft} onChange={change} />}
        {(props.readsInventory || start.inventory !== "") && (
          <TextPart
            title="Other objects"
            label="Other objects of the cluster"
            help="What the Rego finds in data.inventory beside the object, parted by ---."
            error={said("inventory")}
            value={start.inventory}
            onChange={(inventory) => change({ inventory })}
          />
        )}
        <section aria-label="Expectation" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-[550]">Expects that it</h3>
            <Segmented
              label="Expected result"
              value={draft.result}
              options={results}
              onChange={(result) => change({ result })}
            />
          </div>
          {draft.result === "violates" && (
            <>
              <KeyRows keys={draft.keys} error={said("keys")} onChange={(keys) => change({ keys })} />
              <MessageRows
                messages={draft.messages}
                error={said("messages")}
                onChange={(messages) => change({ messages })}
              />
            </>
          )}
        </section>
      </div>
    </Dialog>
  );
}

interface TextPartProps {
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextPart({ title, label, help, error, value, onChange }: TextPartProps) {
  const [text, setText] = useState(value);
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-[550]">{title}</h3>
      <div className="overflow-hidden rounded-sm border border-line-strong">
        <CodeEditor
          label={label}
          language="yaml"
          value={text}
          height="220px"
          onChange={(next) => {
            setText(next);
            onChange(next);
          }}
        />
      </div>
      {error !== null && (
        <p role="alert" className="mt-1 text-sm text-critical">
          {error}
        </p>
      )}
      <p className="mt-1 text-sm text-text-3">{help} Escape, then Tab leaves the editor.</p>
    </section>
  );
}

function Parameters({
  schema,
  draft,
  onChange,
}: {
  readonly schema: JsonObject;
  readonly draft: TestDraft;
  readonly onChange: (change: Partial<TestDraft>) => void;
}) {
  const checked = validateParameters(schema, draft.parameters);
  return (
    <section aria-label="Parameters of the test">
      <h3 className="mb-1.5 font-[550]">Parameters</h3>
      <ParameterForm
        schema={schema}
        values={draft.parameters}
        onChange={(parameters) => onChange({ parameters })}
        errors={checked.ok ? [] : checked.errors}
      />
    </section>
  );
}
