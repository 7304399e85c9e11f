"use client";

import { useEffect, useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Stepper, type Step } from "@/components/ui/stepper";
import { Notice } from "@/components/ui/states";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { draftOf } from "./editor-model";
import { ModeSection } from "./mode-section";
import { ParametersSection, TemplateSection } from "./parameters-section";
import { PolicyYaml } from "./policy-yaml";
import { PreviewPanel } from "./preview-panel";
import { ReviewSection } from "./review-section";
import { TargetsSection } from "./targets-section";
import { usePolicyEditor, type EditorOptions, type PolicyEditorModel } from "./use-policy-editor";

const stepIds = ["template", "parameters", "targets", "mode", "review"] as const;
const stepWords = {
  template: "Template",
  parameters: "Parameters",
  targets: "Targets",
  mode: "Mode",
  review: "Review",
};

function stepsOf(editor: PolicyEditorModel, current: string): readonly Step[] {
  const { shown, problems } = editor;
  const at = stepIds.findIndex((id) => id === current);
  const failed: Record<string, boolean> = {
    parameters: shown.name !== null || shown.parameters.length > 0,
    targets: shown.exclusions.size > 0,
  };
  const open: Record<string, boolean> = { parameters: problems.parameters.length > 0 };
  return stepIds.map((id, index) => ({
    id,
    label: stepWords[id],
    state:
      id === current
        ? "active"
        : failed[id] === true
          ? "failed"
          : index < at && open[id] !== true
            ? "done"
            : "pending",
  }));
}

function goTo(id: string) {
  const section = document.getElementById(id);
  section?.scrollIntoView({ behavior: "smooth", block: "start" });
  section?.focus({ preventScroll: true });
}

/** After a refused try, the first complaint is where the person goes on. */
function useFirstComplaint(tries: number) {
  useEffect(() => {
    if (tries === 0) return;
    const wrong = document.querySelector('#content [aria-invalid="true"], #content #review [role="alert"]');
    if (!(wrong instanceof HTMLElement)) return;
    wrong.scrollIntoView({ behavior: "smooth", block: "center" });
    wrong.focus({ preventScroll: true });
  }, [tries]);
}

/** One page for a new policy and for an old one: the form at the left, what it would find at the right. */
export function PolicyEditor(props: EditorOptions) {
  const editor = usePolicyEditor(props);
  const { policy, state, template } = editor;
  const [current, setCurrent] = useState<string>("parameters");
  const [yaml, setYaml] = useState(false);
  const { path } = useOrganization();
  useFirstComplaint(editor.tries);
  const section = { editor, onEnter: setCurrent };
  return (
    <>
      <PageHeader
        title={policy === undefined ? "New policy" : `Edit ${policy.name}`}
        crumbs={
          policy === undefined
            ? [{ label: "New policy" }]
            : [{ label: policy.name, href: path(`/policies/${policy.id}`) }, { label: "Edit" }]
        }
        subtitle={
          policy === undefined
            ? "The preview only looks at your fleet. Nothing is kept until you publish."
            : `Version ${policy.version} stays in force until you save. The preview compares with it.`
        }
      />
      <div className="sticky top-(--top-bar) z-10 -mx-6 mt-2 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-bg px-6 py-2 max-[900px]:static max-[900px]:-mx-3.5 max-[900px]:px-3.5">
        <Stepper label="Steps" steps={stepsOf(editor, current)} onSelect={goTo} />
        <Actions editor={editor} onYaml={() => setYaml(true)} />
      </div>
      <Notices editor={editor} loadedVersion={props.policy?.version} />
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(380px,1.05fr)] items-start gap-4 max-[1100px]:grid-cols-[minmax(0,1fr)] max-[900px]:pb-14">
        <div className="flex min-w-0 flex-col gap-4">
          <TemplateSection {...section} />
          <ParametersSection {...section} />
          <TargetsSection {...section} />
          <ModeSection {...section} />
          <ReviewSection {...section} />
        </div>
        <div className="min-w-0 min-[1101px]:sticky min-[1101px]:top-[calc(var(--top-bar)+58px)] min-[1101px]:max-h-[calc(100vh-var(--top-bar)-74px)] min-[1101px]:overflow-y-auto">
          <PreviewPanel editor={editor} />
        </div>
      </div>
      <PolicyYaml draft={draftOf(state, template)} open={yaml} onOpenChange={setYaml} />
    </>
  );
}

function saveWords({ policy, state }: PolicyEditorModel): string {
  if (policy !== undefined) return `Save version ${policy.version + 1}`;
  return state.enabled ? "Publish in audit mode" : "Save switched off";
}

interface ActionsProps {
  readonly editor: PolicyEditorModel;
  readonly onYaml: () => void;
}

/** Beside the steps where there is room; at 900 px and below along the lower edge, with the preview in a few words. */
function Actions({ editor, onYaml }: ActionsProps) {
  const { path } = useOrganization();
  const { policy } = editor;
  return (
    <div className="ml-auto flex items-center gap-2 max-[900px]:fixed max-[900px]:inset-x-0 max-[900px]:bottom-0 max-[900px]:z-20 max-[900px]:border-t max-[900px]:border-line max-[900px]:bg-raised max-[900px]:px-3.5 max-[900px]:py-2">
      <a href="#preview" className="mr-auto min-w-0 truncate link text-sm wide:hidden">
        {glance(editor)}
      </a>
      <Button variant="ghost" onClick={onYaml}>
        <span>
          <span className="max-[600px]:sr-only">View as </span>YAML
        </span>
      </Button>
      <ButtonLink
        href={path(policy === undefined ? "/policies" : `/policies/${policy.id}`)}
        className="max-[600px]:hidden"
      >
        Cancel
      </ButtonLink>
      <Button variant="primary" busy={editor.saving && "Saving …"} onClick={editor.save}>
        {saveWords(editor)}
      </Button>
    </div>
  );
}

/** The preview in a few words. */
function glance({ asks, preview }: PolicyEditorModel): string {
  const { frame, status } = preview;
  if (!asks || status === "failed" || frame === null) return "See the preview";
  return status === "complete" ? `${formatNumber(frame.wouldOpen)} would open` : "Judging …";
}

function Notices({
  editor,
  loadedVersion,
}: {
  readonly editor: PolicyEditorModel;
  readonly loadedVersion: number | undefined;
}) {
  const { policy, template, restored, dirty, discard } = editor;
  const { path } = useOrganization();
  const [opened] = useState(loadedVersion);
  return (
    <div className="mb-3 flex flex-col gap-2 empty:hidden">
      {restored && dirty && (
        <Notice
          action={
            <Button size="small" onClick={discard}>
              Start afresh
            </Button>
          }
        >
          This is the draft you left here earlier; it was never saved.
        </Notice>
      )}
      {policy !== undefined && opened !== undefined && policy.version > opened && (
        <Notice tone="warn">
          Somebody saved version {policy.version} while you were editing. Saving replaces it with what stands
          here.
        </Notice>
      )}
      {policy !== undefined && template.version > policy.template.version && (
        <Notice
          action={
            <ButtonLink size="small" href={path(`/policies/${policy.id}/edit`)}>
              Keep version {policy.template.version}
            </ButtonLink>
          }
        >
          Saving moves this policy to version {template.version} of the template. The preview shows what that
          changes for its {plural(policy.violating, "failing entity", "failing entities")}.
        </Notice>
      )}
      {policy !== undefined && template.version < policy.template.latestVersion && (
        <Notice
          action={
            <ButtonLink
              size="small"
              href={path(`/policies/${policy.id}/edit?templateVersion=${policy.template.latestVersion}`)}
            >
              Preview version {policy.template.latestVersion}
            </ButtonLink>
          }
        >
          Version {policy.template.latestVersion} of the template is out; this policy uses version{" "}
          {template.version}.
        </Notice>
      )}
    </div>
  );
}
