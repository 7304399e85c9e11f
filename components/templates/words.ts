import { plural } from "@/lib/client/format";
import type { TemplateSummary } from "@/lib/contracts/api/templates";
import { kindLabel } from "@/lib/domain/kinds";

const standardNames: Readonly<Record<string, string>> = {
  "cis-kubernetes": "CIS Kubernetes",
  gdpr: "GDPR",
  hipaa: "HIPAA",
  "mitre-attack": "MITRE ATT&CK",
  "nist-800-190": "NIST 800-190",
  "nsa-cisa": "NSA/CISA",
  "pci-dss-4": "PCI DSS 4.0",
  "pss-baseline": "Pod Security Baseline",
  "pss-restricted": "Pod Security Restricted",
  "soc-2": "SOC 2",
};

/** The standards Edict knows by name, for pickers. */
export const standardIds: readonly string[] = Object.keys(standardNames);

/** `pci-dss-4` as people write it; an unknown standard keeps its own name. */
export function standardName(id: string): string {
  return standardNames[id] ?? id;
}

/** `pod-security` → "Pod security" */
export function categoryName(category: string): string {
  const words = category.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** How a kind of a template reads, with the stars in words. */
export function targetLabel({ group, kind }: { readonly group: string; readonly kind: string }): string {
  if (kind === "*")
    return group === "*" ? "Every kind" : group === "" ? "Every core kind" : `Every kind of ${group}`;
  return group === "*" ? `${kind} (any group)` : kindLabel({ group, kind });
}

/** What a template does, in its author's words. */
export function summaryOf({ summary }: Pick<TemplateSummary, "summary">): string {
  return summary === "" ? "The author wrote no summary." : summary;
}

/** Standards by name, each with its controls, in the order the template names them. */
export function byStandard(
  standards: TemplateSummary["standards"],
): readonly { readonly standard: string; readonly controls: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { standard, control } of standards) {
    const controls = groups.get(standard) ?? [];
    controls.push(control);
    groups.set(standard, controls);
  }
  return [...groups].map(([standard, controls]) => ({ standard, controls }));
}

/** "used by 3 policies" */
export function usedByText(count: number): string {
  return count === 0 ? "not used yet" : `used by ${plural(count, "policy", "policies")}`;
}
