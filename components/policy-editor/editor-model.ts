import { z } from "zod";
import { propertiesOf, requiredNames } from "@/components/parameter-form/field-model";
import { fitParameters } from "@/components/policies/fit-parameters";
import { valueText } from "@/components/ui/found-expected";
import { jsonObjectSchema, severitySchema } from "@/lib/contracts/api/common";
import {
  policyInputSchema,
  policyTargetsSchema,
  type Policy,
  type PolicyDraft,
  type PolicyTargets,
  type PreviewInput,
} from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import { getOwn, isArray, type Json, type JsonObject, jsonEqual } from "@/lib/domain/json";
import { type FieldError, validateParameters } from "@/lib/domain/parameters";
import { formatPath } from "@/lib/domain/path-text";

/** Everything a person can set. Looser than the contract, since a draft may be half written. */
export const editorStateSchema = z.object({
  name: z.string(),
  /** false: the name follows the template and its main parameter. */
  named: z.boolean(),
  parameters: jsonObjectSchema,
  /** null: the template's. */
  severity: severitySchema.nullable(),
  targets: policyTargetsSchema.extend({
    exclusions: z.array(
      z.object({
        kind: z.string().optional(),
        namespace: z.string().optional(),
        name: z.string().optional(),
        reason: z.string(),
      }),
    ),
  }),
  enabled: z.boolean(),
});
export type EditorState = z.infer<typeof editorStateSchema>;
export type DraftExclusion = EditorState["targets"]["exclusions"][number];

const everywhere: PolicyTargets = policyTargetsSchema.parse({});

export function emptyState(template: TemplateDetail): EditorState {
  const state = {
    name: "",
    named: false,
    parameters: {},
    severity: null,
    targets: everywhere,
    enabled: true,
  };
  return { ...state, name: suggestedName(template, state.parameters) };
}

export function stateOf(policy: Policy, template: TemplateDetail): EditorState {
  return {
    name: policy.name,
    named: true,
    // A value that this version has no place for could be neither seen nor taken out.
    parameters: fitParameters(template.parameters, policy.parameters).values,
    severity: policy.severity === template.severity ? null : policy.severity,
    targets: policy.targets,
    enabled: policy.enabled,
  };
}

function shortText(value: Json | undefined): string {
  if (value === undefined || value === "" || typeof value === "boolean") return "";
  if (isArray(value))
    return value.length > 2 ? "" : value.map((item) => valueText({ value: item })).join(", ");
  return typeof value === "object" ? "" : valueText({ value });
}

const nameMax = 120;

/**
 * "Egress to DNS only · test": the template with the parameter that tells its policies apart, which is the first required
 * one that is filled in, else the first that differs from its default.
 */
export function suggestedName(
  template: Pick<TemplateDetail, "title" | "parameters">,
  values: JsonObject,
): string {
  const required = requiredNames(template.parameters);
  const properties = propertiesOf(template.parameters);
  const ordered = [
    ...properties.filter(([name]) => required.includes(name)),
    ...properties.filter(([name]) => !required.includes(name)),
  ];
  for (const [name, schema] of ordered) {
    const value = getOwn(values, name);
    const text = shortText(value);
    if (text === "" || jsonEqual(value, getOwn(schema, "default"))) continue;
    return `${template.title} · ${text}`.slice(0, nameMax);
  }
  return template.title.slice(0, nameMax);
}

export interface Problems {
  readonly name: string | null;
  readonly parameters: readonly FieldError[];
  /** By the exclusion's place. */
  readonly exclusions: ReadonlyMap<number, ExclusionProblem>;
}

export interface ExclusionProblem {
  /** Nothing is named, so nothing would be excluded. */
  readonly empty: boolean;
  readonly reason: boolean;
}

const reasonMin = 3;

export function isEmptyExclusion({ kind, namespace, name }: DraftExclusion): boolean {
  return [kind, namespace, name].every((part) => (part ?? "").trim() === "");
}

/** Everything that keeps the draft from being saved, as far as the browser can know. */
export function problemsOf(state: EditorState, template: Pick<TemplateDetail, "parameters">): Problems {
  const name = policyInputSchema.shape.name.safeParse(state.name);
  const parameters = validateParameters(template.parameters, state.parameters);
  const exclusions = new Map<number, ExclusionProblem>();
  state.targets.exclusions.forEach((exclusion, index) => {
    const problem = {
      empty: isEmptyExclusion(exclusion),
      reason: exclusion.reason.trim().length < reasonMin,
    };
    if (problem.empty || problem.reason) exclusions.set(index, problem);
  });
  return {
    name: name.success ? null : (name.error.issues[0]?.message ?? "Give the policy a name"),
    parameters: parameters.ok ? [] : parameters.errors,
    exclusions,
  };
}

export function hasProblems({ name, parameters, exclusions }: Problems): boolean {
  return name !== null || parameters.length > 0 || exclusions.size > 0;
}

/** Before anybody tried to save, only what a person has written is complained about, not what is still missing. */
export function startedErrors(errors: readonly FieldError[], values: JsonObject): readonly FieldError[] {
  const started = Object.keys(values).map((name) => formatPath([name]));
  return errors.filter(({ path }) =>
    started.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`)),
  );
}

function exclusionOf({ kind, namespace, name, reason }: DraftExclusion) {
  const written = (text: string | undefined) => ((text ?? "").trim() === "" ? undefined : text?.trim());
  return { kind: written(kind), namespace: written(namespace), name: written(name), reason: reason.trim() };
}

export function draftOf(state: EditorState, template: Pick<TemplateDetail, "id" | "version">): PolicyDraft {
  return {
    name: state.name.trim(),
    templateId: template.id,
    templateVersion: template.version,
    parameters: state.parameters,
    targets: { ...state.targets, exclusions: state.targets.exclusions.map(exclusionOf) },
    ...(state.severity === null ? {} : { severity: state.severity }),
    mode: "audit",
    enabled: state.enabled,
  };
}

/** What the preview is asked; null while parameters are wrong. A reason still being written does not hold it up. */
export function previewOf(
  state: EditorState,
  template: Pick<TemplateDetail, "id" | "version" | "parameters">,
  policyId: string | undefined,
): PreviewInput | null {
  if (problemsOf(state, template).parameters.length > 0) return null;
  const exclusions = state.targets.exclusions
    .filter((exclusion) => !isEmptyExclusion(exclusion))
    .map((exclusion) => ({ ...exclusionOf(exclusion), reason: "draft" }));
  return {
    templateId: template.id,
    templateVersion: template.version,
    parameters: state.parameters,
    targets: { ...state.targets, exclusions },
    ...(policyId === undefined ? {} : { policyId }),
  };
}
