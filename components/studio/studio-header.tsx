"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/states";
import { toast } from "@/components/ui/toast";
import { toApiError } from "@/lib/client/api";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { contentOf, reasonsSentence } from "./studio-draft";
import { summaryOf } from "./test-results";
import { useLeaveWarning } from "./use-leave-warning";
import type { Studio, StudioProps } from "./use-studio";

export interface StudioHeaderProps extends StudioProps {
  readonly studio: Studio;
}

/** Title, what stands between the draft and its publication, the button. */
export function StudioHeader({ template, newestVersion, publish, studio }: StudioHeaderProps) {
  const { path } = useOrganization();
  const router = useRouter();
  const reasonId = useId();
  const [isPublished, setIsPublished] = useState(false);
  const warning = useLeaveWarning(studio.unsaved && !isPublished);
  const next = newestVersion + 1;
  const reason = reasonsSentence(studio.reasons);
  const { failing, total } = summaryOf(studio.results);
  const failingWords = `${plural(failing, "test")} ${failing === 1 ? "fails" : "fail"}`;

  async function submit() {
    const published = await publish.mutateAsync(contentOf(studio.draft)).catch(() => null);
    // The reason stands in the notice.
    if (published === null) return;
    setIsPublished(true);
    toast(`Version ${published.version} is published`, "Make a policy of it, and the fleet is judged.");
    router.push(path(`/templates/${published.id}`));
  }

  return (
    <>
      <PageHeader
        crumbs={
          template === null
            ? [{ label: "New template" }]
            : [
                { label: template.title, href: path(`/templates/${template.id}`) },
                { label: `Version ${next}` },
              ]
        }
        title={template === null ? "New template" : `Version ${next} of ${template.title}`}
        subtitle={
          <span id={reasonId} aria-live="polite">
            {reason ??
              (failing > 0
                ? `${failing} of ${plural(total, "test")} ${failing === 1 ? "fails" : "fail"}: publishing is refused until all pass.`
                : template === null
                  ? "Ready to publish. A published version never changes; later edits make further versions."
                  : "Ready to publish. Policies stay on the version they have until somebody moves them.")}
          </span>
        }
        actions={
          <>
            <ButtonLink href={path(template === null ? "/templates" : `/templates/${template.id}`)}>
              Cancel
            </ButtonLink>
            <Button
              variant="primary"
              disabled={reason !== null}
              aria-describedby={reasonId}
              busy={publish.isPending && "Publishing …"}
              onClick={() => void submit()}
            >
              {template === null ? "Publish" : `Publish version ${next}`}
              {failing > 0 && ` · ${failingWords}`}
            </Button>
          </>
        }
      />
      {publish.error !== null && publish.error !== undefined && !publish.isPending && (
        <PublishProblem error={publish.error} />
      )}
      {template !== null && newestVersion > template.version && !isPublished && (
        <Notice tone="warn" className="mt-3">
          Version {newestVersion} was published while you write from version {template.version}. What you
          publish comes after it, and does not hold its changes.
        </Notice>
      )}
      {warning}
    </>
  );
}

function PublishProblem({ error }: { readonly error: unknown }) {
  const problem = toApiError(error);
  return (
    <Notice tone="bad" className="mt-3">
      {/* Refusals say so themselves; a console that did not answer cannot. */}
      {!problem.message.includes("Nothing was") && "Nothing was published. "}
      {problem.message} What you wrote is kept on this page.
      {problem.fields.map((field) => (
        <span key={field.path + field.message} className="block font-normal">
          {field.path !== "" && <code>{field.path}</code>} {field.message}
        </span>
      ))}
    </Notice>
  );
}
