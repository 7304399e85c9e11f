import { plural } from "@/lib/client/format";
import type { PackControl, PackPreviewFrame, PackSummary, PackTemplate } from "@/lib/contracts/api/packs";
import { SEVERITIES } from "@/lib/domain/severity";

export const packKinds = [
  { id: "standard", title: "Standards", note: "Rule books, with the controls the library covers." },
  { id: "application", title: "Applications", note: "Rules for one product that runs in clusters." },
  { id: "set", title: "Sets", note: "Policies that belong together." },
] as const satisfies readonly { id: PackSummary["kind"]; title: string; note: string }[];

/** "4 of 14 policies on" */
export function switchedOnWords({ switchedOn, templates }: Pick<PackSummary, "switchedOn" | "templates">) {
  if (templates === 0) return "none of its policies can be made here";
  return switchedOn === templates
    ? `all ${plural(templates, "policy", "policies")} on`
    : `${switchedOn} of ${plural(templates, "policy", "policies")} on`;
}

export type PackTemplateState = "on" | "off" | "needs";

/** A template is on where an enabled policy is made of it, whatever that policy targets. */
export function stateOfTemplate({ policies, needs }: PackTemplate): PackTemplateState {
  if (policies.some(({ enabled }) => enabled)) return "on";
  return needs.length > 0 ? "needs" : "off";
}

/** The worst first; within a severity the order stays. */
export function bySeverity(items: readonly PackTemplate[]): readonly PackTemplate[] {
  return items.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

export const controlStates = [
  { id: "covered", label: "Covered" },
  { id: "partly", label: "Partly" },
  { id: "not_assessed", label: "Not assessed" },
] as const satisfies readonly { id: PackControl["status"]; label: string }[];

/** Controls in the standard's order, under the groups they stand in. */
export function byGroup(
  controls: readonly PackControl[],
): readonly { readonly group: string | null; readonly controls: readonly PackControl[] }[] {
  const groups = new Map<string | null, PackControl[]>();
  for (const control of controls) {
    const group = groups.get(control.group) ?? [];
    group.push(control);
    groups.set(control.group, group);
  }
  return [...groups].map(([group, inGroup]) => ({ group, controls: inGroup }));
}

type Counted = PackPreviewFrame["byTemplate"][number];

/** Violations that would open: an entity counts once for each policy that finds something in it. */
export function violationsOf(counts: readonly Pick<Counted, "violating">[]): number {
  return counts.reduce((sum, { violating }) => sum + violating, 0);
}

/** What the switch would do, in one sentence. */
export function foundWords(frame: PackPreviewFrame): string {
  const violations = violationsOf(frame.byTemplate);
  const judged = frame.byTemplate.some((count) => count.judged > 0);
  if (!judged) return "Nothing in your fleet is of a kind that they judge in these targets.";
  if (violations === 0) return "They would find nothing in your fleet now.";
  return `They would open ${plural(violations, "violation")} on ${plural(frame.violatingEntities, "entity", "entities")}.`;
}
