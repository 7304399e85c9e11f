import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import type { EntityToJudge, PolicyInForce } from "@/lib/data/evaluation/load";
import { labelsOf } from "@/lib/domain/entity";
import { type Json, parseJson } from "@/lib/domain/json";
import type { JsonPatchOperation } from "@/lib/domain/patch";
import { planFix, weighFix, type PlannedFix } from "@/lib/domain/plan-fix";
import { POLICY_PAUSED } from "@/lib/domain/strikes";
import type { Judge } from "@/lib/engine/types";
import { judgeObjects, type Asked, type Verdicts } from "./judge-entities";
import type { EvaluatedOccurrence } from "@/lib/domain/occurrences";
import { applies, type Situation } from "./situation";

export interface ProofRequest {
  entity: EntityToJudge;
  policyId: string;
  occurrences: readonly EvaluatedOccurrence[];
  /** Verdicts of all policies that apply to the entity as it is. */
  baseline: Verdicts;
}

export interface Proof {
  /** Null where no occurrence has a recommended value that can be applied. */
  patch: JsonPatchOperation[] | null;
  patched: Json;
  /** Keys of the occurrences that the patch speaks of. */
  covered: ReadonlySet<string>;
  proven: boolean;
  /** Why not, as a sentence. */
  reason: string | null;
  policiesJudged: number;
  gone: number;
  opened: number;
}

/**
 * Applies the recommended values of each request to a copy of its object, judges the copy by every policy in force that
 * applies to it, and calls the fix proven only if all occurrences it speaks of are gone and no policy found a new one.
 * Answers in the order of the requests.
 */
export async function proveFixes(
  judge: Judge,
  situation: Situation,
  inventories: ReadonlyMap<string, string>,
  requests: readonly ProofRequest[],
): Promise<Proof[]> {
  const objects = new Map<EntityToJudge, Json>();
  const drafts = requests.map((request): Draft => {
    const object = objects.get(request.entity) ?? parseJson(request.entity.body);
    objects.set(request.entity, object);
    return { object, fix: planFix(object, request.occurrences) };
  });
  const asked: Asked[] = [];
  for (const [index, draft] of drafts.entries()) {
    const request = requests[index];
    if (draft.fix === null || request === undefined) continue;
    const { patched } = draft.fix;
    const target = { ...request.entity, labels: labelsOf(patched) };
    const policies = situation.policies.filter((policy) => applies(situation, policy, target).matches);
    asked.push({
      key: String(index),
      clusterId: request.entity.clusterId,
      body: canonicalJson(patched),
      object: patched,
      policies,
    });
  }
  const judged =
    asked.length === 0
      ? new Map<string, Verdicts>()
      : await judgeObjects(judge, situation, inventories, asked);
  return requests.map((request, index) =>
    weigh(request, drafts[index], judged.get(String(index)), situation),
  );
}

interface Draft {
  object: Json;
  fix: PlannedFix | null;
}

function weigh(
  request: ProofRequest,
  draft: Draft | undefined,
  after: Verdicts | undefined,
  situation: Situation,
): Proof {
  const nothing = {
    patch: null,
    patched: null,
    covered: new Set<string>(),
    proven: false,
    reason: null,
    policiesJudged: 0,
    gone: 0,
    opened: 0,
  };
  if (draft == null || draft.fix === null || after === undefined) return nothing;
  const { object, fix } = draft;
  const covered = new Set(fix.covered.map((occurrence) => occurrence.key));
  const before = { patch: fix.patch, patched: fix.patched, covered, policiesJudged: after.size };
  const own = after.get(request.policyId);
  if (own === undefined)
    return {
      ...before,
      proven: false,
      reason: "The patched object would leave the policy's targets.",
      gone: 0,
      opened: 0,
    };
  if (own.status === "error")
    return {
      ...before,
      proven: false,
      reason: `The patched object could not be judged: ${own.message}`,
      gone: 0,
      opened: 0,
    };
  const found = own.status === "violating" ? own.occurrences : [];
  const { gone } = weighFix(object, fix, request.occurrences, found);
  let opened = 0;
  let openedBy: string | null = null;
  for (const [policyId, verdict] of after) {
    if (verdict.status === "passed") continue;
    const name =
      situation.policies.find((policy: PolicyInForce) => policy.id === policyId)?.name ?? "another policy";
    const earlier = request.baseline.get(policyId);
    if (verdict.status === "error") {
      // What fails on the entity as it is says nothing of the patch; a paused policy was not even asked.
      if (earlier?.status === "error" && verdict.code !== POLICY_PAUSED) continue;
      return {
        ...before,
        proven: false,
        reason: `${name} could not judge the patched object: ${verdict.message}`,
        gone,
        opened,
      };
    }
    const known = earlier?.status === "violating" ? earlier.occurrences : [];
    const spokenOf = policyId === request.policyId ? fix : { ...fix, covered: [] };
    const fresh = weighFix(object, spokenOf, known, verdict.occurrences).opened;
    opened += fresh;
    if (fresh > 0) openedBy ??= name;
  }
  if (gone < covered.size)
    return {
      ...before,
      proven: false,
      reason: "The recommended value does not satisfy the policy.",
      gone,
      opened,
    };
  if (openedBy !== null)
    return { ...before, proven: false, reason: `The patched object would break ${openedBy}.`, gone, opened };
  return { ...before, proven: true, reason: null, gone, opened: 0 };
}
