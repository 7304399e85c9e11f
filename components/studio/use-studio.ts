"use client";

import { useState } from "react";
import { useEntity } from "@/lib/client/use-entities";
import { useTemplateCheck } from "@/lib/client/use-templates";
import type { TemplateContentInput, TemplateDetail } from "@/lib/contracts/api/templates";
import type { JsonObject } from "@/lib/domain/json";
import { parametersOf } from "./schema-edit";
import {
  type DraftChange,
  emptyDraft,
  reasonsNotToPublish,
  sameDraft,
  type StudioDraft,
} from "./studio-draft";
import { useStudioInput } from "./studio-input";
import { captureTest, resultsOf } from "./test-results";

export interface StudioProps {
  /** What the studio opens with. */
  readonly start: StudioDraft;
  /** The own template of which a further version is written; null for a new one. */
  readonly template: TemplateDetail | null;
  /** The newest version there is by now; others may publish while one writes. */
  readonly newestVersion: number;
  readonly publish: {
    readonly mutateAsync: (
      content: TemplateContentInput,
    ) => Promise<{ readonly id: string; readonly version: number }>;
    readonly isPending: boolean;
    readonly error: unknown;
  };
}

/** Required parameters without a value: the rest of what is wrong with the form shows at its fields. */
function missingOf(schema: JsonObject, values: JsonObject): readonly string[] {
  return parametersOf(schema)
    .filter(({ name, required, schema: own }) => required && !(name in values) && own.default === undefined)
    .map(({ name }) => name);
}

/** Values of parameters that are declared no more are not sent. */
function declaredOnly(schema: JsonObject, values: JsonObject): JsonObject {
  const names = new Set(parametersOf(schema).map((entry) => entry.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** Everything the studio knows: what is written, what the compiler says, what it yields. */
export function useStudio({ start, template }: StudioProps) {
  const [draft, setDraft] = useState(start);
  const [typed, setValues] = useState<JsonObject>({});
  const values = declaredOnly(draft.schema, typed);
  const input = useStudioInput(draft.targets);
  const sent = {
    rego: draft.rego,
    parameters: values,
    parameterSchema: draft.schema,
    ...input.sent,
    tests: [...draft.tests],
  };
  const query = useTemplateCheck(sent);
  const entity = useEntity(input.source === "fleet" ? (input.entity?.id ?? null) : null);
  const hasRego = draft.rego.trim() !== "";
  const check = hasRego ? (query.data ?? null) : null;
  const isCurrent = check?.sent.rego === draft.rego;
  const object =
    input.source === "fleet" ? entity.data?.object : input.read?.ok ? input.read.object : undefined;
  const published = template === null ? null : start;
  return {
    draft,
    change: (change: DraftChange) => setDraft((before) => ({ ...before, ...change })),
    values,
    setValues,
    input,
    query,
    check,
    /** The compiler has not spoken of this text yet. */
    compiling: hasRego && !isCurrent && query.error === null,
    /** A result for each test, in their order; null for those that have none yet. */
    results: resultsOf(draft.tests, check),
    /** The input and what is found in it as a test, or why there is none to make. */
    capture: captureTest({ draft, values, object: object ?? null, check, sent }),
    /** The result of this input is on its way. */
    judging: hasRego && query.isFetching,
    hasRego,
    missing: missingOf(draft.schema, values),
    unsaved: !sameDraft(draft, template === null ? emptyDraft : start),
    reasons: reasonsNotToPublish({ draft, check: isCurrent ? check : null, published }),
  };
}

export type Studio = ReturnType<typeof useStudio>;
