import { listWords } from "@/components/policies/targets-words";
import { targetLabel } from "@/components/templates/words";
import { kindsIn } from "@/lib/domain/kinds";
import { formatNumber, plural } from "@/lib/client/format";
import type { PreviewFrame } from "@/lib/contracts/api/policies";
import type { TemplateDetail } from "@/lib/contracts/api/templates";

type Targets = TemplateDetail["targets"];

function entities(count: number): string {
  return plural(count, "entity", "entities");
}

/** "NetworkPolicy", "Deployment (apps), Pod and 4 more" */
export function kindWords(targets: Targets): string {
  return listWords(kindsIn(targets).map(targetLabel));
}

/** How far judging has come: "4,120 of 9,800 entities judged", or without a total while none is known. */
export function progressWords({ judged, toJudge }: Pick<PreviewFrame, "judged" | "toJudge">): string {
  return toJudge > judged
    ? `${formatNumber(judged)} of ${entities(toJudge)} judged`
    : `${entities(judged)} judged so far`;
}

/** What was looked at, beside the title: "6 clusters · 10,412 entities · 184 ms" without the time. */
export function reachWords({ clustersInScope, judged }: PreviewFrame): string {
  return `${plural(clustersInScope, "cluster")} · ${entities(judged)}`;
}

/** Why a complete answer has nothing in it; null where it has something. Nothing judged is never "passes". */
export function emptyWords(
  frame: PreviewFrame,
  targets: Targets,
  clusters: number | null,
): { readonly title: string; readonly text: string } | null {
  if (!frame.complete || frame.judged > 0 || frame.notJudged > 0) return null;
  if (clusters === 0)
    return {
      title: "No cluster is connected",
      text: "There is nothing to try this on. You can save the policy; it judges what arrives.",
    };
  if (frame.entities === 0)
    return {
      title: "Nothing to judge yet",
      text: `Your fleet holds no ${kindWords(targets)}. The policy would judge what arrives.`,
    };
  return {
    title: "Nothing is in the targets",
    text: `Your fleet holds ${entities(frame.entities)} that the template judges, but the targets leave all of them out. As it stands, the policy would judge nothing.`,
  };
}

/** One sentence on a complete answer, for the review and for screen readers. */
export function outcomeWords(frame: PreviewFrame, editing: boolean): string {
  const { wouldOpen, wouldResolve, unchanged, pass, notJudged } = frame;
  if (frame.judged === 0 && notJudged === 0)
    return editing && wouldResolve > 0
      ? `Nothing would be judged any more; ${plural(wouldResolve, "open violation")} would resolve.`
      : "Nothing would be judged.";
  const counts = [
    { count: wouldOpen, does: "would open" },
    { count: wouldResolve, does: "would resolve" },
    { count: unchanged, does: "would stay open" },
  ].filter(({ count }) => count > 0);
  const changes = counts.map(
    ({ count, does }, index) => `${index === 0 ? plural(count, "violation") : formatNumber(count)} ${does}`,
  );
  const first =
    changes.length > 0
      ? `${listWords(changes)}; ${entities(pass)} ${pass === 1 ? "passes" : "pass"}.`
      : pass > 0
        ? `Nothing would open: ${pass === 1 ? "the one entity" : `all ${entities(pass)}`} ${notJudged > 0 ? "that could be judged" : "in scope"} ${pass === 1 ? "passes" : "pass"}.`
        : "Nothing could be judged.";
  return notJudged > 0 && pass + changes.length > 0
    ? `${first} ${entities(notJudged)} could not be judged.`
    : first;
}
