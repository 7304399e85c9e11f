"use client";

import { DiffView } from "@/components/code/diff-view";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useTemplate, useTemplateTests } from "@/lib/client/use-templates";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { moduleNames } from "./template-rego";

export interface VersionChangesProps {
  readonly templateId: string;
  readonly from: number;
  readonly to: number;
}

/** What a template says otherwise in one version than in an earlier one: Rego with its helpers, parameters, guidance, tests, the rest. */
export function VersionChanges({ templateId, from, to }: VersionChangesProps) {
  const before = useTemplate(templateId, from);
  const after = useTemplate(templateId, to);
  const testsBefore = useTemplateTests(templateId, from);
  const testsAfter = useTemplateTests(templateId, to);
  const failed = [before, after, testsBefore, testsAfter].find((query) => query.isError);
  if (failed !== undefined)
    return (
      <Card aria-label="Changes">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Card>
    );
  if (
    before.data === undefined ||
    after.data === undefined ||
    testsBefore.data === undefined ||
    testsAfter.data === undefined
  )
    return (
      <Card aria-label="Changes">
        <SkeletonRows rows={3} label={`Reading versions ${from} and ${to} …`} />
      </Card>
    );
  const parts = [
    ...changedParts(before.data, after.data),
    // Those of a built-in template are kept by the library, and for its newest version alone.
    ...(after.data.builtIn ? [] : changedTests(testsBefore.data.tests, testsAfter.data.tests)),
  ];
  if (parts.length === 0)
    return (
      <Card aria-label="Changes">
        <CardBody>
          <p className="text-text-2">
            Versions {from} and {to} say the same.
          </p>
        </CardBody>
      </Card>
    );
  return parts.map((part) => (
    <Card key={part.title}>
      <CardHeader title={part.title} note={`version ${from} → version ${to}`} />
      <DiffView
        label={`${part.title}: changes from version ${from} to version ${to}`}
        language="text"
        before={part.before}
        after={part.after}
        wrap={part.wrap}
      />
    </Card>
  ));
}

interface Part {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly wrap: boolean;
}

function changedParts(before: TemplateDetail, after: TemplateDetail): readonly Part[] {
  const part = (title: string, textOf: (template: TemplateDetail) => string, wrap = false): Part => ({
    title,
    before: textOf(before),
    after: textOf(after),
    wrap,
  });
  const modules = moduleNames({ ...before.modules, ...after.modules });
  return [
    ...modules.map((name) => part(`Rego: ${name}`, ({ modules: texts }) => texts[name] ?? "")),
    part("Parameters", ({ parameters }) => json(parameters)),
    part("Guidance", ({ why, how }) => `Why it matters\n${why}\n\nHow to fix it\n${how}\n`, true),
    part("Everything else", (template) => json(factsOf(template))),
  ].filter((one) => one.before !== one.after);
}

function changedTests(before: readonly TemplateTest[], after: readonly TemplateTest[]): readonly Part[] {
  const part = { title: "Tests", before: json(before), after: json(after), wrap: false };
  return part.before === part.after ? [] : [part];
}

function factsOf(template: TemplateDetail) {
  const { title, summary, severity, category, targets, inventory, standards } = template;
  return { title, summary, severity, category, targets, inventory, standards };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
