"use client";

import { useState, type ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState, ForbiddenState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { useCreateTemplate, usePublishTemplateVersion, useTemplate } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { draftOf, emptyDraft } from "./studio-draft";
import { TemplateStudio } from "./template-studio";

/** The studio with nothing in it, or with a copy of another template (`?from=<id>`). */
export function NewTemplate() {
  const { can, path } = useOrganization();
  const from = useUrlParams().get("from");
  const source = useTemplate(from);
  const publish = useCreateTemplate();
  if (!can("template.write")) return <NotAllowed />;
  if (from === null)
    return <TemplateStudio start={emptyDraft} template={null} newestVersion={0} publish={publish} />;
  if (source.data !== undefined) {
    const copied = draftOf(source.data);
    return (
      <TemplateStudio
        start={{ ...copied, title: `Copy of ${copied.title}`.slice(0, 120) }}
        template={null}
        newestVersion={0}
        publish={publish}
      />
    );
  }
  if (source.isError)
    return (
      <Problem title="New template">
        <ErrorState error={source.error} onRetry={() => void source.refetch()} />
        <p className="px-4 pb-4">
          <ButtonLink href={path("/templates/new")}>Start with nothing</ButtonLink>
        </p>
      </Problem>
    );
  return <Reading />;
}

/** The studio with the newest version of an own template. */
export function EditTemplate({ templateId }: { readonly templateId: string }) {
  const { can, path } = useOrganization();
  const query = useTemplate(templateId);
  if (!can("template.write")) return <NotAllowed />;
  if (query.data === undefined)
    return query.isError ? (
      <Problem title="Edit template">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Problem>
    ) : (
      <Reading />
    );
  if (query.data.builtIn)
    return (
      <Problem title={query.data.title}>
        <EmptyState
          title="Built-in templates cannot be edited"
          actions={<ButtonLink href={path(`/templates/${templateId}`)}>Back to the template</ButtonLink>}
        >
          They are the same in every organization and change with the console. Write a template of your own to
          judge differently.
        </EmptyState>
      </Problem>
    );
  return <EditLoaded key={query.data.id} template={query.data} />;
}

function EditLoaded({ template }: { readonly template: TemplateDetail }) {
  const publish = usePublishTemplateVersion(template.id);
  const [base] = useState(template);
  return (
    <TemplateStudio
      start={draftOf(base)}
      template={base}
      newestVersion={template.version}
      publish={publish}
    />
  );
}

function Problem({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: title }]} />
      <Card className="mt-4" aria-label={title}>
        {children}
      </Card>
    </>
  );
}

function NotAllowed() {
  const { path } = useOrganization();
  return (
    <Problem title="Template studio">
      <ForbiddenState
        href={path("/templates")}
        detail="Writing templates takes the role editor or above. An owner or admin can change your role under Settings, Members."
      />
    </Problem>
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
