import type { PolicyTargets } from "@/lib/contracts/api/policies";
import { kindLabel } from "@/lib/domain/kinds";

const namedMax = 3;

/** `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`. */
export function listWords(items: readonly string[], max = namedMax): string {
  const shown = items.slice(0, max);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}

export function labelWords(labels: Readonly<Record<string, string>>): string {
  return listWords(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
}

type Names = ReadonlyMap<string, string>;

/** A cluster that was removed keeps its place in the targets; nothing of it is left to judge. */
export function clusterLabel(id: string, names: Names): string {
  return names.get(id) ?? "a removed cluster";
}

function clustersPhrase({ ids, labels }: PolicyTargets["clusters"], names: Names): string | null {
  const named = listWords(ids.map((id) => clusterLabel(id, names)));
  const labelled = labelWords(labels);
  if (named === "" && labelled === "") return null;
  if (named === "") return `clusters labelled ${labelled}`;
  return labelled === "" ? named : `${named} where labelled ${labelled}`;
}

function namespacesPhrase({ include, exclude }: PolicyTargets["namespaces"]): string | null {
  const only = listWords(include);
  const but = listWords(exclude);
  const word = include.length === 1 ? "namespace" : "namespaces";
  if (only === "") return but === "" ? null : `every namespace but ${but}`;
  return but === "" ? `${word} ${only}` : `${word} ${only} but not ${but}`;
}

function startUpper(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Where a policy applies, in one line without a full stop: "In prod-eu, every namespace but kube-system". */
export function targetsWords(targets: PolicyTargets, clusterNames: Names): string {
  const clusters = clustersPhrase(targets.clusters, clusterNames);
  const namespaces = namespacesPhrase(targets.namespaces);
  const place =
    clusters === null && namespaces === null
      ? "everywhere in the fleet"
      : `in ${[clusters ?? "every cluster", namespaces].filter((part) => part !== null).join(", ")}`;
  const narrow = [
    targets.kinds.length > 0 ? `only ${listWords(targets.kinds.map(kindLabel))}` : null,
    Object.keys(targets.labels).length > 0 ? `only objects labelled ${labelWords(targets.labels)}` : null,
    targets.exclusions.length > 0
      ? `with ${targets.exclusions.length} ${targets.exclusions.length === 1 ? "exclusion" : "exclusions"}`
      : null,
  ].filter((part) => part !== null);
  return startUpper([place, ...narrow].join("; "));
}

type Exclusion = PolicyTargets["exclusions"][number];

/** What an exclusion leaves out: "Deployment legacy-* in ci". */
export function exclusionWords({ kind, namespace, name }: Omit<Exclusion, "reason">): string {
  const what = [kind ?? (name === undefined ? "everything" : "any kind named"), name].filter(
    (part) => part !== undefined,
  );
  return namespace === undefined ? what.join(" ") : `${what.join(" ")} in ${namespace}`;
}
