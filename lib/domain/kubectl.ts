import { groupOf, versionOf } from "./entity";
import type { JsonPatchOperation } from "./json-patch";

/** An object in a cluster and the patch to apply to it. */
export interface PatchTarget {
  kind: string;
  apiVersion: string;
  name: string;
  /** null for a cluster-scoped object */
  namespace: string | null;
  patch: readonly JsonPatchOperation[];
}

/**
 * The command that applies a patch, to be pasted into a POSIX shell:
 * `kubectl patch networkpolicy.v1.networking.k8s.io allow-dns -n test --type=json -p '[…]'`.
 */
export function kubectlPatchCommand({ kind, apiVersion, name, namespace, patch }: PatchTarget): string {
  const scope = namespace === null || namespace === "" ? [] : ["-n", namespace];
  const words = ["kubectl", "patch", resourceArgument(apiVersion, kind), name, ...scope, "--type=json", "-p"];
  return `${words.map(shellQuote).join(" ")} ${shellQuoteAlways(JSON.stringify(patch))}`;
}

/**
 * How kubectl is told a kind. The version is part of it because pointers into an object hold for one version only.
 * Kubernetes' own kinds are known by their lower-case name; for others the exact kind is the name that always works.
 */
function resourceArgument(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  if (group === "") return kind.toLowerCase();
  const isBuiltIn = !group.includes(".") || group.endsWith(".k8s.io");
  return `${isBuiltIn ? kind.toLowerCase() : kind}.${versionOf(apiVersion)}.${group}`;
}

/** `word` as one word of a POSIX shell: as it is where it holds only harmless characters, else in single quotes. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : shellQuoteAlways(word);
}

function shellQuoteAlways(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
