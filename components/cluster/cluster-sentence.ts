import { plural } from "@/lib/client/format";
import type { Cluster } from "@/lib/contracts/api/clusters";

const namedMax = 3;

/** "prod-eu", "prod-eu and staging", "prod-eu, prod-us and staging", "prod-eu, prod-us and 4 more" */
export function namesOf(clusters: readonly { readonly name: string }[]): string {
  const names = clusters.map((cluster) => cluster.name);
  const shown = names.length <= namedMax ? names : names.slice(0, namedMax - 1);
  const last = names.length <= namedMax ? shown.pop() : `${names.length - shown.length} more`;
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last ?? ""}`;
}

/** What is not known of the fleet, one sentence each: silence, kinds that cannot be read, what waits to be judged. */
export function unknownSentences(clusters: readonly Cluster[]): readonly string[] {
  const silent = clusters.filter((cluster) => cluster.status === "stale");
  const waiting = clusters.filter((cluster) => cluster.status === "waiting");
  const blind = clusters.filter((cluster) => cluster.kinds.unreadable > 0);
  const kinds = blind.reduce((sum, cluster) => sum + cluster.kinds.unreadable, 0);
  const pending = clusters.reduce((sum, cluster) => sum + cluster.pendingEvaluations, 0);
  const sentences: string[] = [];
  if (silent.length > 0)
    sentences.push(
      `${namesOf(silent)} ${silent.length === 1 ? "is" : "are"} silent, so what you see of ${silent.length === 1 ? "it" : "them"} may have changed since.`,
    );
  if (waiting.length > 0)
    sentences.push(
      `${namesOf(waiting)} ${waiting.length === 1 ? "has" : "have"} not connected yet, so nothing is known of ${waiting.length === 1 ? "it" : "them"}.`,
    );
  if (kinds > 0)
    sentences.push(
      `${plural(kinds, "kind")} cannot be read in ${namesOf(blind)}, so ${kinds === 1 ? "it is" : "they are"} not judged there.`,
    );
  if (pending > 0)
    sentences.push(`${plural(pending, "entity is", "entities are")} stored but not judged yet.`);
  return sentences;
}

/** The sentence beneath the title of the clusters list. */
export function clustersSentence(clusters: readonly Cluster[]): string {
  const connected = clusters.filter((cluster) => cluster.status === "connected").length;
  const all = `${plural(clusters.length, "cluster")}, ${connected === clusters.length ? (connected === 1 ? "connected" : "all connected") : `${connected} connected`}.`;
  return [all, ...unknownSentences(clusters)].join(" ");
}
