"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { toast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api";
import { useOrganization } from "@/lib/client/organization-context";
import { useCreatePolicy, useUpdatePolicy } from "@/lib/client/use-policies";
import { usePreview } from "@/lib/client/use-preview";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import {
  draftOf,
  hasProblems,
  previewOf,
  problemsOf,
  startedErrors,
  suggestedName,
  type EditorState,
  type Problems,
} from "./editor-model";
import { useKeptDraft } from "./use-kept-draft";

export interface EditorOptions {
  readonly template: TemplateDetail;
  /** The policy being edited; left out for a new one. */
  readonly policy?: PolicyDetail;
  readonly initial: EditorState;
  /** The policy that a new one starts as a copy of. */
  readonly copyOf?: string;
}

type Fields = ApiError["fields"];
const noFields: Fields = [];
const parameterPrefix = "parameters.";

/** What the browser complains about already, with what the console found wrong at the last try to save. */
function shownProblems(problems: Problems, state: EditorState, tried: boolean, fields: Fields): Problems {
  const parameters = tried ? problems.parameters : startedErrors(problems.parameters, state.parameters);
  const refused = fields.flatMap(({ path, message }) =>
    path.startsWith(parameterPrefix) ? [{ path: path.slice(parameterPrefix.length), message }] : [],
  );
  return {
    name: fields.find(({ path }) => path === "name")?.message ?? (tried ? problems.name : null),
    parameters: parameters.length > 0 ? parameters : refused,
    exclusions: tried ? problems.exclusions : new Map(),
  };
}

export function usePolicyEditor({ template, policy, initial, copyOf = "" }: EditorOptions) {
  const { organization, path } = useOrganization();
  const router = useRouter();
  const draft = useKeptDraft(
    `edict-policy-draft:${organization.id}:${policy?.id ?? `new:${template.id}:${copyOf}`}`,
    initial,
  );
  const { state, setState } = draft;
  const [tries, setTries] = useState(0);
  const create = useCreatePolicy();
  const update = useUpdatePolicy(policy?.id ?? "");
  const saving = policy === undefined ? create : update;

  const problems = useMemo(() => problemsOf(state, template), [state, template]);
  const question = useMemo(() => previewOf(state, template, policy?.id), [state, template, policy?.id]);
  const preview = usePreview(question);

  const fields = saving.error instanceof ApiError ? saving.error.fields : noFields;
  const shown = useMemo(
    () => shownProblems(problems, state, tries > 0, fields),
    [problems, state, tries, fields],
  );

  function change(part: Partial<EditorState>) {
    if (saving.isError) saving.reset();
    setState((before) => {
      const next = { ...before, ...part };
      return next.named ? next : { ...next, name: suggestedName(template, next.parameters) };
    });
  }

  function save() {
    if (hasProblems(problems)) {
      setTries(tries + 1);
      return;
    }
    saving.mutate(draftOf(state, template), {
      onError: () => setTries(tries + 1),
      onSuccess: (result) => {
        draft.settle();
        toast(
          policy === undefined ? `${result.name} is saved` : `${result.name} has a new version`,
          state.enabled
            ? "Everything in its targets is being judged."
            : "It is switched off, so it judges nothing.",
        );
        router.push(path(`/policies/${result.id}`));
      },
    });
  }

  return {
    template,
    policy,
    state,
    change,
    dirty: draft.dirty,
    restored: draft.restored,
    discard: draft.discard,
    /** Counts the tries to save that were refused: the screen then goes to the first complaint. */
    tries,
    problems,
    shown,
    /** Whether the preview waits for parameters. */
    asks: question !== null,
    preview,
    save,
    saving: saving.isPending || saving.isSuccess,
    error: saving.error,
  };
}

export type PolicyEditorModel = ReturnType<typeof usePolicyEditor>;
