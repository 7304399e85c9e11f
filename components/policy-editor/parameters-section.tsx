"use client";

import Link from "next/link";
import { ParameterForm } from "@/components/parameter-form/parameter-form";
import { KindTags } from "@/components/templates/kind-tags";
import { summaryOf } from "@/components/templates/words";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SeverityMark } from "@/components/ui/severity-mark";
import { useOrganization } from "@/lib/client/organization-context";
import { SEVERITIES } from "@/lib/domain/severity";
import { Section } from "./section";
import { useNamespaces } from "./use-fleet";
import type { PolicyEditorModel } from "./use-policy-editor";

interface SectionOf {
  readonly editor: PolicyEditorModel;
  readonly onEnter: (id: string) => void;
}

export function TemplateSection({ editor, onEnter }: SectionOf) {
  const { template, policy } = editor;
  const { path } = useOrganization();
  return (
    <Section
      id="template"
      title="Template"
      note={`version ${template.version}`}
      onEnter={onEnter}
      actions={
        policy === undefined && (
          <ButtonLink variant="ghost" size="small" href={path("/policies/new")}>
            Change
          </ButtonLink>
        )
      }
    >
      <div>
        <div className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={path(`/templates/${template.id}`)} className="font-[560] hover:underline">
            {template.title}
          </Link>
          <KindTags targets={template.targets} shownMax={4} />
        </div>
        <p className="text-text-2">{summaryOf(template)}</p>
        {policy !== undefined && (
          <p className="mt-1 text-sm text-text-3">
            A policy keeps its template; for another one, make a new policy.
          </p>
        )}
      </div>
    </Section>
  );
}

const fromTemplate = "from template";

export function ParametersSection({ editor, onEnter }: SectionOf) {
  const { template, state, change, shown } = editor;
  const namespaces = useNamespaces();
  return (
    <Section id="parameters" title="Parameters" onEnter={onEnter}>
      <Field label="Policy name" required error={shown.name}>
        <Input
          spellCheck
          maxLength={120}
          value={state.name}
          onChange={(event) => {
            const name = event.target.value;
            // An emptied name follows the parameters again.
            change(name === "" ? { name, named: false } : { name, named: true });
          }}
        />
      </Field>
      <ParameterForm
        schema={template.parameters}
        values={state.parameters}
        errors={shown.parameters}
        namespaces={namespaces}
        onChange={(parameters) => change({ parameters })}
      />
      <Field label="Severity" note={state.severity === null ? fromTemplate : "set for this policy"}>
        <Select
          value={state.severity ?? fromTemplate}
          options={[
            { value: fromTemplate, label: <SeverityMark severity={template.severity} />, hint: fromTemplate },
            ...SEVERITIES.filter((severity) => severity !== template.severity).map((severity) => ({
              value: severity,
              label: <SeverityMark severity={severity} />,
            })),
          ]}
          onValueChange={(value) =>
            change({ severity: SEVERITIES.find((severity) => severity === value) ?? null })
          }
        />
      </Field>
    </Section>
  );
}
