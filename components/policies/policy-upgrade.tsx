"use client";

import { PreviewAnswer, PreviewNote, PreviewStarting } from "@/components/policy-editor/preview-answer";
import { VersionChanges } from "@/components/templates/version-changes";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState, Notice } from "@/components/ui/states";
import { toast, toastError } from "@/components/ui/toast";
import { useOrganization } from "@/lib/client/organization-context";
import { useUpdatePolicy } from "@/lib/client/use-policies";
import { usePreview } from "@/lib/client/use-preview";
import { useTemplate } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PolicyDetail, PolicyDraft } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { fitParameters, type FittedParameters } from "./fit-parameters";
import { listWords } from "./targets-words";

/** What moving the policy to the template's newest version would change: in the text, and in what is found today. */
export function PolicyUpgrade({ policy }: { readonly policy: PolicyDetail }) {
  const { id, version, latestVersion } = policy.template;
  const before = useTemplate(id, version);
  const after = useTemplate(id, latestVersion);
  const failed = [before, after].find((query) => query.isError && query.data === undefined);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(360px,0.7fr)] items-start gap-4 max-[1100px]:grid-cols-[minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-4 max-[1100px]:order-1">
        <VersionChanges templateId={id} from={version} to={latestVersion} />
      </div>
      {before.data !== undefined && after.data !== undefined ? (
        <Outcome policy={policy} before={before.data} after={after.data} />
      ) : (
        <Card aria-label="What would change">
          {failed === undefined ? (
            <SkeletonRows rows={3} label={`Reading version ${latestVersion} …`} />
          ) : (
            <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
          )}
        </Card>
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly policy: PolicyDetail;
  readonly before: TemplateDetail;
  readonly after: TemplateDetail;
}

function draftOf({ policy, before, after }: OutcomeProps, { values }: FittedParameters): PolicyDraft {
  return {
    name: policy.name,
    templateId: after.id,
    templateVersion: after.version,
    parameters: values,
    targets: policy.targets,
    // A severity that nobody chose follows the template.
    ...(policy.severity === before.severity ? {} : { severity: policy.severity }),
    enabled: policy.enabled,
  };
}

function Outcome(props: OutcomeProps) {
  const { policy, after } = props;
  const fitted = fitParameters(after.parameters, policy.parameters);
  const fits = fitted.errors.length === 0;
  const draft = draftOf(props, fitted);
  const preview = usePreview(
    fits
      ? {
          templateId: after.id,
          templateVersion: after.version,
          parameters: fitted.values,
          targets: policy.targets,
          policyId: policy.id,
        }
      : null,
  );
  const { frame, status, outdated } = preview;
  return (
    <Card aria-label="What would change">
      <CardHeader
        title="What would change in your fleet"
        actions={fits && status !== "failed" && <PreviewNote preview={preview} />}
      />
      {!policy.enabled && (
        <Notice className="rounded-none border-b border-line">
          The policy is switched off, so nothing of this happens until it is switched on.
        </Notice>
      )}
      {!fits ? (
        <DoesNotFit policy={policy} fitted={fitted} />
      ) : status === "failed" ? (
        <ErrorState error={preview.error} onRetry={preview.retry} kept="The policy is as it was." />
      ) : frame === null ? (
        <PreviewStarting />
      ) : (
        <div className={cn(outdated && "opacity-55")} aria-busy={status === "running"}>
          <PreviewAnswer
            frame={frame}
            editing
            policyId={policy.id}
            targets={after.targets}
            severity={draft.severity ?? after.severity}
          />
        </div>
      )}
      {fits && <Move policy={policy} draft={draft} dropped={fitted.dropped} version={after.version} />}
    </Card>
  );
}

function DoesNotFit({
  policy,
  fitted,
}: {
  readonly policy: PolicyDetail;
  readonly fitted: FittedParameters;
}) {
  const { path, can } = useOrganization();
  const { latestVersion } = policy.template;
  return (
    <EmptyState
      title={`Its values do not fit version ${latestVersion}`}
      actions={
        can("policy.write") && (
          <ButtonLink
            variant="primary"
            href={path(`/policies/${policy.id}/edit?templateVersion=${latestVersion}`)}
          >
            Fill them in
          </ButtonLink>
        )
      }
    >
      <ul className="flex flex-col gap-0.5">
        {fitted.errors.map(({ path: field, message }) => (
          <li key={`${field} ${message}`}>
            <code>{field}</code>: {message}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

interface MoveProps {
  readonly policy: PolicyDetail;
  readonly draft: PolicyDraft;
  readonly dropped: readonly string[];
  readonly version: number;
}

function Move({ policy, draft, dropped, version }: MoveProps) {
  const { path, can } = useOrganization();
  const url = useUrlParams();
  const update = useUpdatePolicy(policy.id);
  const move = () =>
    update.mutate(draft, {
      onSuccess: () => {
        toast(
          `${policy.name} is on version ${version} of its template`,
          policy.enabled ? "Everything in its targets is being judged." : undefined,
        );
        url.set({ tab: null });
      },
      onError: (error) => toastError(`${policy.name} could not be moved`, error),
    });
  return (
    <CardBody className="flex flex-col gap-2.5 border-t border-line">
      {dropped.length > 0 && (
        <p className="text-text-2">
          Version {version} has no parameter {listWords(dropped, dropped.length)} any more;{" "}
          {dropped.length === 1 ? "its value goes" : "their values go"}.
        </p>
      )}
      {can("policy.write") ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" busy={update.isPending && "Moving …"} onClick={move}>
            Move to version {version}
          </Button>
          <ButtonLink href={path(`/policies/${policy.id}/edit?templateVersion=${version}`)}>
            Change it as well
          </ButtonLink>
        </div>
      ) : (
        <p className="text-text-2">Moving it needs the role editor, admin or owner.</p>
      )}
    </CardBody>
  );
}
