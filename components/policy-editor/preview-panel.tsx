"use client";

import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState, ErrorState, Notice } from "@/components/ui/states";
import { PreviewAnswer, PreviewNote, PreviewStarting } from "./preview-answer";
import { outcomeWords } from "./preview-words";
import type { PolicyEditorModel } from "./use-policy-editor";

/** The draft run over the whole fleet while it is being typed. */
export function PreviewPanel({ editor }: { readonly editor: PolicyEditorModel }) {
  const { preview, asks, state, policy, template } = editor;
  const { frame, status, outdated } = preview;
  const running = status === "running";
  const editing = policy !== undefined;
  return (
    <div id="preview" className="scroll-mt-[calc(var(--top-bar)+64px)]">
      <Card aria-label="What this would find now">
        <CardHeader
          title="What this would find now"
          actions={asks && status !== "failed" && <PreviewNote preview={preview} />}
        />
        <p role="status" className="sr-only">
          {status === "complete" && frame !== null && outcomeWords(frame, editing)}
        </p>
        {!state.enabled && asks && (
          <Notice className="rounded-none border-b border-line">
            The policy is switched off, so nothing of this happens until it is switched on.
          </Notice>
        )}
        {status === "failed" ? (
          <ErrorState error={preview.error} onRetry={preview.retry} kept="Nothing you typed is lost." />
        ) : !asks ? (
          <Waiting editor={editor} />
        ) : frame === null ? (
          <PreviewStarting />
        ) : (
          <div className={cn(outdated && "opacity-55")} aria-busy={running}>
            <PreviewAnswer
              frame={frame}
              editing={editing}
              policyId={policy?.id}
              targets={template.targets}
              severity={state.severity ?? template.severity}
            />
          </div>
        )}
      </Card>
    </div>
  );
}

/** Parameters are missing or wrong, so there is no draft to try. */
function Waiting({ editor }: { readonly editor: PolicyEditorModel }) {
  const paths = [...new Set(editor.problems.parameters.map(({ path }) => path))];
  return (
    <EmptyState title="Waiting for the parameters">
      {paths.length === 0 ? (
        "Fill in the parameters to see what the policy would find."
      ) : (
        <>
          Fill in{" "}
          {paths.map((path, index) => (
            <span key={path}>
              {index > 0 && (index === paths.length - 1 ? " and " : ", ")}
              <code>{path}</code>
            </span>
          ))}{" "}
          to see what the policy would find in your fleet, before anything is saved.
        </>
      )}
    </EmptyState>
  );
}
