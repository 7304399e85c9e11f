"use client";

import { categoryName } from "@/components/templates/words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SeverityMark } from "@/components/ui/severity-mark";
import { libraryCategorySchema } from "@/lib/contracts/library";
import { SEVERITIES } from "@/lib/domain/severity";
import { KindPicker } from "./kind-picker";
import { StandardsField } from "./standards-field";
import type { DraftChange, StudioDraft } from "./studio-draft";

interface DraftProps {
  readonly draft: StudioDraft;
  readonly onChange: (change: DraftChange) => void;
}

const severities = SEVERITIES.map((severity) => ({
  value: severity,
  label: <SeverityMark severity={severity} />,
}));

export function AboutCard({ draft, onChange }: DraftProps) {
  const categories = [...new Set([...libraryCategorySchema.options, draft.category])];
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody className="flex flex-col gap-3.5">
        <Field label="Title" required>
          <Input
            value={draft.title}
            maxLength={120}
            placeholder="Egress to DNS only"
            onChange={(event) => onChange({ title: event.target.value })}
          />
        </Field>
        <Field label="Summary" help="One sentence: what it finds.">
          <Input
            value={draft.summary}
            maxLength={300}
            placeholder="Finds NetworkPolicies that let …"
            onChange={(event) => onChange({ summary: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-[130px_minmax(0,1fr)] gap-2.5">
          <Field label="Severity">
            <Select
              value={draft.severity}
              options={severities}
              onValueChange={(severity) => onChange({ severity })}
            />
          </Field>
          <Field label="Category">
            <Select
              value={draft.category}
              options={categories.map((category) => ({ value: category, label: categoryName(category) }))}
              onValueChange={(category) => onChange({ category })}
            />
          </Field>
        </div>
        <div role="group" aria-label="Kinds to judge">
          <div className="mb-1 font-[550]">
            Judges <span className="text-sm font-normal text-text-3">required</span>
          </div>
          <KindPicker
            value={draft.targets}
            onChange={(targets) => onChange({ targets })}
            addLabel="Add a kind"
            emptyText="No kind yet."
          />
        </div>
        {(draft.inventory.length > 0 || draft.rego.includes("data.inventory")) && (
          <div role="group" aria-label="Kinds it also reads">
            <div className="mb-1 font-[550]">Also reads</div>
            <KindPicker
              value={draft.inventory}
              onChange={(inventory) => onChange({ inventory })}
              addLabel="Add a kind it reads"
              emptyText="The Rego reads data.inventory: name the kinds it looks at."
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

export function GuidanceCard({ draft, onChange }: DraftProps) {
  return (
    <Card>
      <CardHeader title="Guidance" note="shown at every violation" />
      <CardBody className="flex flex-col gap-3.5">
        <Field label="Why it matters">
          <Textarea value={draft.why} rows={4} onChange={(event) => onChange({ why: event.target.value })} />
        </Field>
        <Field
          label="How to fix it"
          help={
            <>
              Write <code>{"{{name}}"}</code>, <code>{"{{namespace}}"}</code>, <code>{"{{kind}}"}</code>,{" "}
              <code>{"{{path}}"}</code>, <code>{"{{found}}"}</code> or <code>{"{{recommended}}"}</code>, and
              each violation says its own.
            </>
          }
        >
          <Textarea value={draft.how} rows={4} onChange={(event) => onChange({ how: event.target.value })} />
        </Field>
        <div>
          <div className="mb-1 font-[550]">Standards</div>
          <StandardsField value={draft.standards} onChange={(standards) => onChange({ standards })} />
        </div>
      </CardBody>
    </Card>
  );
}
