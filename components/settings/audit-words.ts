import type { AuditEntry } from "@/lib/contracts/api/account";

const verbs: Readonly<Record<string, string>> = {
  "organization.create": "created the organization",
  "organization.rename": "renamed the organization to",
  "member.add": "added the member",
  "member.role": "changed the role of",
  "member.remove": "removed the member",
  "cluster.create": "added the cluster",
  "cluster.update": "changed the name or labels of the cluster",
  "cluster.install_token": "made an install line for the cluster",
  "cluster.rotate": "rotated the agent credential of the cluster",
  "cluster.remove": "removed the cluster",
  "agent.register": "registered with the cluster",
  "policy.create": "created the policy",
  "policy.update": "changed the policy",
  "policy.enable": "switched on the policy",
  "policy.disable": "switched off the policy",
  "policy.pause": "paused the policy",
  "policy.resume": "resumed the policy",
  "policy.delete": "deleted the policy",
  "template.create": "published the template",
  "template.publish": "published a version of the template",
  "sample_fleet.add": "started the",
  "sample_fleet.remove": "removed the",
};

/** What was done, to be followed by the target's name. An action this page does not know is shown as written. */
export function auditVerb(entry: Pick<AuditEntry, "action" | "target">): string {
  return verbs[entry.action] ?? `${entry.action} on the ${entry.target.type}`;
}

const places: Readonly<Record<string, string>> = {
  cluster: "/clusters",
  policy: "/policies",
  template: "/templates",
};

/** Where the target is shown, unless it has none or has been removed by this very entry. */
export function auditPlace(entry: Pick<AuditEntry, "action" | "target">): string | null {
  const { type, id } = entry.target;
  const base = places[type];
  if (base === undefined || id === null || /\.(remove|delete)$/.test(entry.action)) return null;
  return `${base}/${id}`;
}
