import type { PreviewFrame } from "@/lib/contracts/api/policies";
import type { EntityToJudge } from "@/lib/data/evaluation/load";
import type { Verdict } from "../evaluation/judge-entities";
import type { Situation } from "../evaluation/situation";

const findingsShown = 50;
const reasonsShown = 10;

type Finding = PreviewFrame["findings"][number];
interface ClusterTally {
  id: string;
  name: string;
  violating: number;
  inScope: number;
}

/** Counts what a draft would find, in entities, against what the policy finds today. */
export class PreviewTally {
  private judged = 0;
  private entities = 0;
  private wouldOpen = 0;
  private unchanged = 0;
  private pass = 0;
  private notJudged = 0;
  private wouldResolve = 0;
  private readonly stillOpen = new Set<string>();
  private readonly reasons = new Map<string, number>();
  private readonly errors = new Map<string, PreviewFrame["errors"][number]>();
  private readonly clusters = new Map<string, ClusterTally>();
  private readonly findings: Finding[] = [];

  /**
   * @param before entity id → violation id of what the edited policy finds today.
   * @param total live entities of the template's kinds, in scope or not.
   * @param startedMs `performance.now()` when the preview began.
   */
  constructor(
    private readonly situation: Situation,
    private readonly before: ReadonlyMap<string, string>,
    private readonly total: number,
    private readonly startedMs: number,
  ) {}

  /** Sentences about kinds that cannot be read at all, so that nothing of them is counted anywhere else. */
  unreadable(sentences: readonly string[]): void {
    for (const sentence of sentences) this.reasons.set(sentence, 0);
  }

  /** Entities of the template's kinds that were looked at, in scope or not. */
  seen(count: number): void {
    this.entities += count;
  }

  add(entity: EntityToJudge, verdict: Verdict): void {
    this.judged += 1;
    const cluster = this.clusterOf(entity.clusterId);
    cluster.inScope += 1;
    switch (verdict.status) {
      case "passed":
        this.pass += 1;
        return;
      case "error":
        this.notJudged += 1;
        // What cannot be judged keeps its violation, as it would after saving.
        if (this.before.has(entity.id)) this.stillOpen.add(entity.id);
        this.addError(verdict);
        return;
      case "violating":
        cluster.violating += 1;
        if (this.before.has(entity.id)) {
          this.stillOpen.add(entity.id);
          this.unchanged += 1;
        } else this.wouldOpen += 1;
        this.addFinding(entity, cluster, verdict);
    }
  }

  /** All entities were seen: what was open and is not found any more would resolve. */
  finish(): void {
    this.wouldResolve = [...this.before.keys()].filter((entityId) => !this.stillOpen.has(entityId)).length;
  }

  frame(complete: boolean): PreviewFrame {
    const byCluster = [...this.clusters.values()].sort(
      (a, b) => b.violating - a.violating || b.inScope - a.inScope,
    );
    const rank = new Map(byCluster.map((cluster, index) => [cluster.name, index]));
    return {
      complete,
      judged: this.judged,
      // What was not seen yet may turn out to be out of scope: an upper bound that is exact at the end.
      toJudge: this.judged + Math.max(0, complete ? 0 : this.total - this.entities),
      entities: this.entities,
      clustersInScope: byCluster.length,
      wouldOpen: this.wouldOpen,
      unchanged: this.unchanged,
      wouldResolve: this.wouldResolve,
      pass: this.pass,
      notJudged: this.notJudged,
      notJudgedReasons: [...this.reasons.keys()].slice(0, reasonsShown),
      errors: [...this.errors.values()],
      byCluster,
      findings: this.findings
        .toSorted(
          (a, b) =>
            Number(a.change === "unchanged") - Number(b.change === "unchanged") ||
            (rank.get(a.clusterName) ?? 0) - (rank.get(b.clusterName) ?? 0),
        )
        .slice(0, findingsShown),
      durationMs: Math.round(performance.now() - this.startedMs),
    };
  }

  private clusterOf(id: string): ClusterTally {
    const known = this.clusters.get(id);
    if (known !== undefined) return known;
    const fresh = { id, name: this.situation.clusters.get(id)?.name ?? "", violating: 0, inScope: 0 };
    this.clusters.set(id, fresh);
    return fresh;
  }

  private addError(verdict: Extract<Verdict, { status: "error" }>): void {
    if (verdict.code === "inventory_unreadable") {
      this.reasons.set(verdict.message, (this.reasons.get(verdict.message) ?? 0) + 1);
      return;
    }
    const error = this.errors.get(verdict.message) ?? {
      code: verdict.code,
      message: verdict.message,
      count: 0,
    };
    error.count += 1;
    this.errors.set(verdict.message, error);
  }

  private addFinding(
    entity: EntityToJudge,
    cluster: ClusterTally,
    verdict: Extract<Verdict, { status: "violating" }>,
  ): void {
    const first = verdict.occurrences[0];
    if (first === undefined || this.findings.length >= 20 * findingsShown) return;
    this.findings.push({
      entityId: entity.id,
      kind: entity.kind,
      namespace: entity.namespace,
      name: entity.name,
      clusterName: cluster.name,
      change: this.before.has(entity.id) ? "unchanged" : "opens",
      message: first.message,
      occurrence: {
        pointer: first.pointer,
        path: first.path,
        stablePath: first.stablePath,
        found: first.found,
        recommended: first.recommended,
      },
      occurrenceCount: verdict.occurrences.length,
      fix: null,
    });
  }
}
