"use client";

import Link from "next/link";
import { TitledCard } from "@/components/shell/titled-card";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState, ForbiddenState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { usePolicy } from "@/lib/client/use-policies";
import { useTemplate } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import { emptyState, stateOf } from "./editor-model";
import { PolicyEditor } from "./policy-editor";
import { TemplatePicker } from "./template-picker";

const readOnly = "Making and changing policies needs the role editor, admin or owner.";

interface Reading {
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}

function NotReady({ title, readings }: { readonly title: string; readonly readings: readonly Reading[] }) {
  const { path } = useOrganization();
  const failed = readings.find((reading) => reading.isError);
  return (
    <TitledCard title={title}>
      {failed === undefined ? (
        <SkeletonRows label="Reading what is needed for the form …" rows={5} />
      ) : (
        <>
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
          <p className="px-4 pb-4">
            <Link className="link" href={path("/policies")}>
              All policies
            </Link>
          </p>
        </>
      )}
    </TitledCard>
  );
}

/** `?template=` is the template, `?from=` a policy to start with a copy of. */
export function NewPolicyScreen() {
  const url = useUrlParams();
  const { can, path } = useOrganization();
  const templateId = url.get("template");
  const fromId = url.get("from");
  const template = useTemplate(templateId);
  const from = usePolicy(fromId);
  if (!can("policy.write"))
    return (
      <TitledCard title="New policy">
        <ForbiddenState detail={readOnly} href={path("/policies")} />
      </TitledCard>
    );
  if (templateId === null) return <TemplatePicker />;
  if (template.data === undefined || (fromId !== null && from.data === undefined))
    return <NotReady title="New policy" readings={fromId === null ? [template] : [template, from]} />;
  const copied = from.data;
  const initial =
    fromId !== null && copied !== undefined
      ? { ...stateOf(copied, template.data), name: `${copied.name} (copy)`.slice(0, 120) }
      : emptyState(template.data);
  return (
    <PolicyEditor
      key={`${templateId} ${fromId ?? ""}`}
      template={template.data}
      initial={initial}
      copyOf={fromId ?? undefined}
    />
  );
}

export function EditPolicyScreen({ policyId }: { readonly policyId: string }) {
  const url = useUrlParams();
  const { can, path } = useOrganization();
  const policy = usePolicy(policyId);
  const wanted = Number(url.get("templateVersion") ?? "");
  const version = Number.isInteger(wanted) && wanted > 0 ? wanted : policy.data?.template.version;
  const template = useTemplate(policy.data?.template.id ?? null, version);
  if (!can("policy.write"))
    return (
      <TitledCard title="Edit policy">
        <ForbiddenState detail={readOnly} href={path(`/policies/${policyId}`)} />
      </TitledCard>
    );
  if (policy.data === undefined || template.data === undefined)
    return <NotReady title="Edit policy" readings={[policy, template]} />;
  return (
    <PolicyEditor
      key={template.data.version}
      template={template.data}
      policy={policy.data}
      initial={stateOf(policy.data, template.data)}
    />
  );
}
