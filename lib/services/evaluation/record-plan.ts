import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { addToCounters, type CounterDelta } from "@/lib/data/evaluation/counters";
import type { PolicyInForce } from "@/lib/data/evaluation/load";
import type {
  OccurrenceWrite,
  ViolationEventWrite,
  ViolationWrite,
} from "@/lib/data/evaluation/record-types";
import {
  markJudged,
  markResolved,
  takeViolationNumbers,
  writeErrors,
  writeEvents,
  writeOccurrences,
  writeViolations,
  type ErrorWrite,
  type LockedEntity,
  type PreviousRow,
} from "@/lib/data/evaluation/write";
import { uuidv7 } from "@/lib/data/ids";
import type { Sql } from "@/lib/data/sql";
import { reconcileViolation, type ResolvedReason } from "@/lib/domain/reconcile";
import { severityRank } from "@/lib/domain/severity";
import { isStopped } from "@/lib/domain/strikes";
import type { Verdict } from "./judge-entities";
import type { EvaluatedOccurrence } from "@/lib/domain/occurrences";
import type { Proof } from "./prove-fix";
import { recordStrikes, type StoppedPolicy } from "./strikes";

/** What one evaluation writes, gathered first: each table is then written in one statement, in the order of locks. */
export class RecordPlan {
  readonly violations: ViolationWrite[] = [];
  readonly occurrences: OccurrenceWrite[] = [];
  readonly resolved: { id: string; resolution: string }[] = [];
  readonly events: ViolationEventWrite[] = [];
  readonly errors: ErrorWrite[] = [];
  /** Evaluations that were stopped, by policy. */
  readonly stopped = new Map<string, StoppedPolicy>();
  readonly cleared: { policyId: string; entityId: string }[] = [];
  readonly deltas: CounterDelta[] = [];
  readonly judged: { id: string; hash: string; judged: string[]; complete: boolean }[] = [];
  private readonly unnumbered: ViolationWrite[] = [];
  opened = 0;

  /** @param failed what `loadFailed` says of the entities: where there was no error, none has to be cleared. */
  constructor(
    private readonly now: Date,
    private readonly failed: ReadonlySet<string>,
  ) {}

  add(
    row: LockedEntity,
    policy: PolicyInForce,
    verdict: Verdict | undefined,
    proof: Proof | undefined,
    before: PreviousRow | undefined,
  ): void {
    if (verdict?.status === "error") {
      this.fail(row, policy, verdict);
      return;
    }
    if (this.failed.has(`${row.id} ${policy.id}`))
      this.cleared.push({ policyId: policy.id, entityId: row.id });
    const found = verdict?.status === "violating" ? { occurrences: verdict.occurrences } : null;
    const result = reconcileViolation(before === undefined ? null : before, found, {
      reasonIfGone: reasonIfGone(row, policy, verdict, before),
    });
    if (result.transition === "none") return;
    if (result.transition === "resolved") {
      if (before === undefined) return;
      this.resolved.push({ id: before.id, resolution: result.reason ?? "fixed" });
      this.event(before.id, row, policy, "resolved", result.reason ?? "fixed");
      this.deltas.push({
        policyId: policy.id,
        clusterId: row.cluster_id,
        checked: 0,
        violating: -1,
        errors: 0,
      });
      return;
    }
    if (found === null) return;
    this.keep(
      row,
      policy,
      found.occurrences,
      proof,
      before,
      result.transition,
      result.occurrences.added.length + result.occurrences.removed.length > 0,
    );
  }

  private fail(row: LockedEntity, policy: PolicyInForce, verdict: Verdict & { status: "error" }): void {
    const { code, message, untried } = verdict;
    this.errors.push({
      policyId: policy.id,
      entityId: row.id,
      clusterId: row.cluster_id,
      policyVersionId: policy.versionId,
      code,
      message,
    });
    if (!isStopped(code)) return;
    const stopped = this.stopped.get(policy.id) ?? { policy, strikes: [] };
    this.stopped.set(policy.id, stopped);
    if (untried !== true) stopped.strikes.push({ entityId: row.id, atMs: this.now.getTime(), code, message });
  }

  private keep(
    row: LockedEntity,
    policy: PolicyInForce,
    occurrences: readonly EvaluatedOccurrence[],
    proof: Proof | undefined,
    before: PreviousRow | undefined,
    transition: "opened" | "kept" | "reopened",
    different: boolean,
  ): void {
    const fixes = new Map(occurrences.map((occurrence) => [occurrence.key, fixOf(occurrence, proof)]));
    const fingerprint = fingerprintOf(row, policy, occurrences, [...fixes.values()]);
    if (transition === "kept" && before?.fingerprint === fingerprint) return;
    const first = occurrences[0];
    if (first === undefined) return;
    const id = before?.id ?? uuidv7();
    const at = this.now.toISOString();
    const violation: ViolationWrite = {
      id,
      number: 0,
      policy_id: policy.id,
      policy_version_id: policy.versionId,
      cluster_id: row.cluster_id,
      entity_id: row.id,
      severity_rank: severityRank(policy.severity),
      api_group: row.api_group,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      message: first.message,
      pointer: first.pointer,
      path: first.path,
      stable_path: first.stablePath,
      found: first.found,
      recommended: first.recommended,
      occurrence_count: occurrences.length,
      fix: [...fixes.values()].every((fix) => fix === "proven")
        ? "proven"
        : [...fixes.values()].includes("unproven")
          ? "unproven"
          : "guidance",
      entity_hash: row.hash,
      fingerprint,
      opened_at: transition === "kept" && before !== undefined ? before.opened_at.toISOString() : at,
      first_seen_at: before?.first_seen_at.toISOString() ?? at,
      last_seen_at: at,
      reopened_count: (before?.reopened_count ?? 0) + (transition === "reopened" ? 1 : 0),
    };
    this.violations.push(violation);
    if (before === undefined) this.unnumbered.push(violation);
    const firstSeen = new Map(
      before?.occurrences.map((occurrence) => [occurrence.key, occurrence.first_seen_at]),
    );
    for (const [position, occurrence] of occurrences.entries()) {
      this.occurrences.push({
        id: uuidv7(),
        violation_id: id,
        key: occurrence.key,
        position,
        message: occurrence.message,
        violating_key: occurrence.violatingKey,
        pointer: occurrence.pointer,
        path: occurrence.path,
        stable_path: occurrence.stablePath,
        found: occurrence.found,
        recommended: occurrence.recommended,
        remove: occurrence.remove,
        details: occurrence.details,
        fix: fixes.get(occurrence.key) ?? "guidance",
        first_seen_at: firstSeen.get(occurrence.key) ?? at,
      });
    }
    if (transition !== "kept") {
      this.opened += 1;
      this.event(id, row, policy, transition, null);
      this.deltas.push({
        policyId: policy.id,
        clusterId: row.cluster_id,
        checked: 0,
        violating: 1,
        errors: 0,
      });
    } else if (different) this.event(id, row, policy, "changed", null);
  }

  private event(
    violationId: string,
    row: LockedEntity,
    policy: PolicyInForce,
    type: ViolationEventWrite["type"],
    resolution: string | null,
  ): void {
    this.events.push({
      id: uuidv7(),
      violation_id: violationId,
      entity_id: row.id,
      at: this.now.toISOString(),
      type,
      resolution,
      severity_rank: severityRank(policy.severity),
      policy_version_id: policy.versionId,
      entity_version: row.version_number,
    });
  }

  async write(sql: Sql, organizationId: string): Promise<void> {
    const errors = await writeErrors(sql, organizationId, this.errors, this.cleared, this.now);
    this.deltas.push(...errors.added.map((row) => ({ ...row, checked: 0, violating: 0, errors: 1 })));
    this.deltas.push(...errors.removed.map((row) => ({ ...row, checked: 0, violating: 0, errors: -1 })));
    await markJudged(sql, this.judged, this.now);
    await markResolved(sql, this.resolved, this.now);
    if (this.unnumbered.length > 0) {
      const last = await takeViolationNumbers(sql, organizationId, this.unnumbered.length);
      for (const [index, violation] of this.unnumbered.entries()) violation.number = last + index + 1;
    }
    await writeViolations(sql, organizationId, this.violations);
    await writeOccurrences(
      sql,
      organizationId,
      this.violations.map((violation) => violation.id),
      this.occurrences,
    );
    await writeEvents(sql, organizationId, this.events);
    await addToCounters(sql, organizationId, this.deltas);
    await recordStrikes(sql, organizationId, [...this.stopped.values()], this.now);
  }
}

/** Why a violation would be gone: another policy version judged the same content, the policy no longer applies, or it was mended. */
function reasonIfGone(
  row: LockedEntity,
  policy: PolicyInForce,
  verdict: Verdict | undefined,
  before: PreviousRow | undefined,
): ResolvedReason {
  const policyChanged =
    before !== undefined && before.policy_version_id !== policy.versionId && before.entity_hash === row.hash;
  if (policyChanged) return "policy_changed";
  return verdict === undefined ? "out_of_scope" : "fixed";
}

function fixOf(
  occurrence: EvaluatedOccurrence,
  proof: Proof | undefined,
): "proven" | "unproven" | "guidance" {
  if (proof?.patch == null || !proof.covered.has(occurrence.key)) return "guidance";
  return proof.proven ? "proven" : "unproven";
}

function fingerprintOf(
  row: LockedEntity,
  policy: PolicyInForce,
  occurrences: readonly EvaluatedOccurrence[],
  fixes: readonly string[],
): string {
  const said = occurrences.map(({ key, message, pointer, found, recommended, remove, details }) => ({
    key,
    message,
    pointer,
    found,
    recommended,
    remove,
    details: { ...details },
  }));
  return createHash("sha256")
    .update(
      canonicalJson({
        hash: row.hash,
        policy: policy.versionId,
        namespace: row.namespace,
        name: row.name,
        said,
        fixes: [...fixes],
      }),
    )
    .digest("base64url");
}
