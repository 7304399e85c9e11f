"use client";

import { useState } from "react";
import { TitledCard } from "@/components/shell/titled-card";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState, ForbiddenState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import {
  useCreateTemplate,
  usePublishTemplateVersion,
  useTemplate,
  useTemplateTests,
} from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { draftOf, emptyDraft } from "./studio-draft";
import { TemplateStudio } from "./template-studio";

/** The studio with nothing in it, or with a copy of another template and its tests (`?from=<id>`). */
export function NewTemplate() {
  const { can, path } = useOrganization();
  const from = useUrlParams().get("from");
  const source = useTemplate(from);
  const tests = useTemplateTests(from);
  const publish = useCreateTemplate();
  if (!can("template.write")) return <NotAllowed />;
  if (from === null)
    return <TemplateStudio start={emptyDraft} template={null} newestVersion={0} publish={publish} />;
  if (source.data !== undefined && tests.data !== undefined) {
    const copied = draftOf(source.data, tests.data.tests);
    return (
      <TemplateStudio
        start={{ ...copied, title: `Copy of ${copied.title}`.slice(0, 120) }}
        template={null}
        newestVersion={0}
        publish={publish}
      />
    );
  }
  const failed = [source, tests].find((query) => query.isError);
  if (failed !== undefined)
    return (
      <TitledCard title="New template">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        <p className="px-4 pb-4">
          <ButtonLink href={path("/templates/new")}>Start with nothing</ButtonLink>
        </p>
      </TitledCard>
    );
  return <Reading />;
}

/** The studio with the newest version of an own template, and its tests. */
export function EditTemplate({ templateId }: { readonly templateId: string }) {
  const { can, path } = useOrganization();
  const query = useTemplate(templateId);
  const tests = useTemplateTests(templateId);
  if (!can("template.write")) return <NotAllowed />;
  if (query.data === undefined)
    return query.isError ? (
      <TitledCard title="Edit template">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </TitledCard>
    ) : (
      <Reading />
    );
  if (query.data.builtIn)
    return (
      <TitledCard title={query.data.title}>
        <EmptyState
          title="Built-in templates cannot be edited"
          actions={<ButtonLink href={path(`/templates/${templateId}`)}>Back to the template</ButtonLink>}
        >
          They are the same in every organization and change with the console. Write a template of your own to
          judge differently.
        </EmptyState>
      </TitledCard>
    );
  if (tests.data === undefined)
    return tests.isError ? (
      <TitledCard title={query.data.title}>
        <ErrorState error={tests.error} onRetry={() => void tests.refetch()} />
      </TitledCard>
    ) : (
      <Reading />
    );
  return <EditLoaded key={query.data.id} template={query.data} tests={tests.data.tests} />;
}

function EditLoaded({
  template,
  tests,
}: {
  readonly template: TemplateDetail;
  readonly tests: readonly TemplateTest[];
}) {
  const publish = usePublishTemplateVersion(template.id);
  const [base] = useState({ template, start: draftOf(template, tests) });
  return (
    <TemplateStudio
      start={base.start}
      template={base.template}
      newestVersion={template.version}
      publish={publish}
    />
  );
}

function NotAllowed() {
  const { path } = useOrganization();
  return (
    <TitledCard title="Template studio">
      <ForbiddenState
        href={path("/templates")}
        detail="Writing templates takes the role editor or above. An owner or admin can change your role under Settings, Members."
      />
    </TitledCard>
  );
}

function Reading() {
  return (
    <>
      <Skeleton className="h-5 w-72 max-w-full" />
      <Skeleton className="mt-2.5 mb-5 w-96 max-w-full" />
      <Card>
        <SkeletonRows label="Reading the template …" />
      </Card>
    </>
  );
}
