"use client";

import { useState } from "react";
import { PreviewAnswer, PreviewNote, PreviewStarting } from "@/components/policy-editor/preview-answer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { usePreview } from "@/lib/client/use-preview";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { requiredParameters } from "@/lib/domain/parameters";

/** What a policy with the template's defaults would find everywhere; asked for, since it judges the whole fleet. */
export function TryOnFleet({ template }: { readonly template: TemplateDetail }) {
  const { path, can } = useOrganization();
  const [asked, setAsked] = useState(false);
  const needs = requiredParameters(template.parameters);
  const preview = usePreview(asked ? { templateId: template.id, templateVersion: template.version } : null);
  const { frame, status, outdated } = preview;
  return (
    <Card aria-label="Try on the fleet">
      <CardHeader
        title="Try on the fleet"
        actions={asked && status !== "failed" && <PreviewNote preview={preview} />}
      />
      {!asked ? (
        <CardBody className="flex flex-col items-start gap-2.5">
          <p className="text-text-2">
            {needs.length > 0
              ? `A policy of it needs values for ${needs.join(", ")}. The form of a new policy shows what it would find as you fill them in.`
              : "Judges your whole fleet with the defaults and shows what would be found. Nothing is kept."}
          </p>
          {needs.length === 0 ? (
            <Button onClick={() => setAsked(true)}>Judge the fleet now</Button>
          ) : (
            can("policy.write") && (
              <ButtonLink href={path(`/policies/new?template=${template.id}`)}>Fill in the values</ButtonLink>
            )
          )}
        </CardBody>
      ) : status === "failed" ? (
        <ErrorState error={preview.error} onRetry={preview.retry} />
      ) : frame === null ? (
        <PreviewStarting />
      ) : (
        <div className={cn(outdated && "opacity-55")} aria-busy={status === "running"}>
          <PreviewAnswer
            frame={frame}
            editing={false}
            targets={template.targets}
            severity={template.severity}
          />
          {can("policy.write") && frame.complete && (
            <CardBody className="border-t border-line">
              <ButtonLink href={path(`/policies/new?template=${template.id}`)}>Make a policy</ButtonLink>
            </CardBody>
          )}
        </div>
      )}
    </Card>
  );
}
