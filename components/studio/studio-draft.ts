import type { Severity } from "@/lib/contracts/api/common";
import {
  mainModule,
  templateContentSchema,
  type TemplateCheck,
  type TemplateContentInput,
  type TemplateDetail,
} from "@/lib/contracts/api/templates";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import type { JsonObject } from "@/lib/domain/json";
import type { GroupKind } from "@/lib/domain/kinds";
import { validateSchema } from "@/lib/domain/parameters";

/** What is being written in the studio. */
export interface StudioDraft {
  readonly title: string;
  readonly summary: string;
  readonly why: string;
  readonly how: string;
  readonly severity: Severity;
  readonly category: string;
  readonly standards: readonly { readonly standard: string; readonly control: string }[];
  readonly rego: string;
  readonly schema: JsonObject;
  readonly targets: readonly GroupKind[];
  readonly inventory: readonly GroupKind[];
  readonly tests: readonly TemplateTest[];
}

export type DraftChange = Partial<StudioDraft>;

export const emptyDraft: StudioDraft = {
  title: "",
  summary: "",
  why: "",
  how: "",
  severity: "medium",
  category: "organizational-standards",
  standards: [],
  rego: "",
  schema: { type: "object", properties: {} },
  targets: [],
  inventory: [],
  tests: [],
};

type Kinds = TemplateDetail["targets"];

function apart(kinds: Kinds): readonly GroupKind[] {
  return kinds.flatMap((entry) => entry.kinds.map((kind) => ({ group: entry.group, kind })));
}

function together(kinds: readonly GroupKind[]): Kinds {
  const groups = new Map<string, string[]>();
  for (const { group, kind } of kinds) {
    const known = groups.get(group) ?? [];
    known.push(kind);
    groups.set(group, known);
  }
  return [...groups].map(([group, names]) => ({ group, kinds: names }));
}

/** A published version, with its tests, as something to write on. */
export function draftOf(template: TemplateDetail, tests: readonly TemplateTest[]): StudioDraft {
  return {
    title: template.title,
    summary: template.summary,
    why: template.why,
    how: template.how,
    severity: template.severity,
    category: template.category,
    standards: template.standards,
    rego: template.modules[mainModule] ?? "",
    schema: template.parameters,
    targets: apart(template.targets),
    inventory: apart(template.inventory),
    tests,
  };
}

/** What is sent to be published. */
export function contentOf(draft: StudioDraft): TemplateContentInput {
  const { schema, standards, targets, inventory, tests, ...rest } = draft;
  return {
    ...rest,
    standards: [...standards],
    parameters: schema,
    targets: together(targets),
    inventory: together(inventory),
    tests: [...tests],
  };
}

export interface Readiness {
  readonly draft: StudioDraft;
  /** What the compiler said about the Rego as it stands; null while it has not answered yet. */
  readonly check: TemplateCheck | null;
  /** The published draft, when a further version is being written. */
  readonly published: StudioDraft | null;
}

const fieldWords: Readonly<Record<string, string>> = {
  title: "give the template a title",
  category: "choose a category",
  targets: "choose at least one kind to judge",
  summary: "shorten the summary to 300 characters",
  why: "shorten “why it matters” to 4,000 characters",
  how: "shorten “how to fix it” to 4,000 characters",
  standards: "keep at most 50 controls",
  inventory: "keep the kinds it also reads to 50 groups",
};

/** What still stands between the draft and its publication, as things to do; empty when nothing does. */
export function reasonsNotToPublish({ draft, check, published }: Readiness): readonly string[] {
  if (published !== null && sameDraft(draft, published)) return ["change something first"];
  const reasons: string[] = [];
  if (draft.rego.trim() === "") reasons.push("write or paste the Rego");
  else if (check === null) reasons.push("wait for the compiler");
  else if (!check.ok) reasons.push("mend the Rego, which does not compile");
  // Tests are checked as each is written: all of them, which may be large, are not read again at every letter.
  const issues = templateContentSchema
    .omit({ rego: true, parameters: true, tests: true })
    .safeParse(withoutRest(draft));
  const fields = new Set(issues.success ? [] : issues.error.issues.map((issue) => String(issue.path[0])));
  for (const field of fields) reasons.push(fieldWords[field] ?? `mend “${field}”`);
  if (validateSchema(draft.schema).length > 0) reasons.push("mend the parameters");
  return reasons;
}

function withoutRest(draft: StudioDraft) {
  const { rego: _rego, parameters: _parameters, tests: _tests, ...rest } = contentOf(draft);
  return rest;
}

export function sameDraft(a: StudioDraft, b: StudioDraft): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

/** "Before publishing: give the template a title and choose at least one kind to judge." */
export function reasonsSentence(reasons: readonly string[]): string | null {
  const last = reasons.at(-1);
  if (last === undefined) return null;
  const rest = reasons.slice(0, -1);
  return `Before publishing: ${rest.length === 0 ? last : `${rest.join(", ")} and ${last}`}.`;
}
