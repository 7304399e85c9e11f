import { parseJson, type Json } from "@/lib/domain/json";
import type { EntityToJudge, PolicyInForce } from "@/lib/data/evaluation/load";
import type { Judge, JudgeObject, Outcome } from "@/lib/engine/types";
import { inventoryKeyOf, unreadableInventory } from "./inventory";
import { resolveOccurrences, type EvaluatedOccurrence } from "@/lib/domain/occurrences";
import { pausedMessage, POLICY_PAUSED } from "@/lib/domain/strikes";
import type { Situation } from "./situation";

export type Verdict =
  | { status: "passed" }
  | { status: "violating"; occurrences: readonly EvaluatedOccurrence[] }
  /** `untried`: given up because other entities had to be stopped. */
  | { status: "error"; code: string; message: string; untried?: true };

/** policy id → verdict, for the policies that were asked. */
export type Verdicts = Map<string, Verdict>;

/** Drafts have no pause. */
export type JudgedPolicy = Pick<PolicyInForce, "id" | "unitDigest" | "parameters" | "inventoryKinds"> &
  Partial<Pick<PolicyInForce, "pausedBy">>;

export interface Asked {
  /** Any name; verdicts come back under it. */
  key: string;
  clusterId: string;
  /** Canonical JSON of the object. */
  body: string;
  /** The object, where the caller has it. */
  object?: Json;
  policies: readonly JudgedPolicy[];
}

/**
 * Judges each object by the policies named with it, all in one batch. Reads and writes nothing; the inventories are given.
 * A policy that is paused or whose inventory is not readable is not run: it answers with an error, never with "passed".
 */
export async function judgeObjects(
  judge: Judge,
  situation: Situation,
  inventories: ReadonlyMap<string, string>,
  asked: readonly Asked[],
): Promise<Map<string, Verdicts>> {
  const results = new Map<string, Verdicts>(asked.map((object) => [object.key, new Map()]));
  const objects: JudgeObject[] = [];
  const readers: JudgeObject[] = [];
  const policies = new Map<string, { policy: JudgedPolicy; inventoryKey: string | null }>();
  for (const object of asked) {
    const policyKeys: string[] = [];
    const readerKeys: string[] = [];
    for (const policy of object.policies) {
      const refusal = refusalOf(situation, policy, object.clusterId);
      if (refusal !== null) {
        results.get(object.key)?.set(policy.id, refusal);
        continue;
      }
      const inventoryKey = inventoryKeyOf(policy, object.clusterId);
      const key = inventoryKey === null ? policy.id : `${policy.id}@${object.clusterId}`;
      policies.set(key, { policy, inventoryKey });
      (inventoryKey === null ? policyKeys : readerKeys).push(key);
    }
    const { key, body: json } = object;
    if (policyKeys.length > 0) objects.push({ key, json, policyKeys });
    if (readerKeys.length > 0) readers.push({ key, json, policyKeys: readerKeys });
  }
  const judgements = await judge.judge({
    // A batch is judged in parts, and each part that needs an inventory parses it: these pairs stand together.
    objects: [...objects, ...readers],
    policies: [...policies].map(([key, { policy, inventoryKey }]) => ({
      key,
      unitDigest: policy.unitDigest,
      parameters: policy.parameters,
      inventoryKey,
    })),
    inventories: Object.fromEntries(inventories),
  });
  const bodies = new Map(asked.map((object) => [object.key, object.body]));
  const parsed = new Map(
    asked.flatMap(({ key, object }) => (object === undefined ? [] : [[key, object] as const])),
  );
  for (const { objectKey, policyKey, outcome, untried } of judgements) {
    const policyId = policies.get(policyKey)?.policy.id ?? policyKey;
    results.get(objectKey)?.set(
      policyId,
      verdictOf(outcome, untried, () => {
        const known = parsed.get(objectKey);
        if (known !== undefined) return known;
        const value = parseJson(bodies.get(objectKey) ?? "null");
        parsed.set(objectKey, value);
        return value;
      }),
    );
  }
  return results;
}

/** Why a policy is not run on the objects of a cluster, if it is not. */
function refusalOf(situation: Situation, policy: JudgedPolicy, clusterId: string): Verdict | null {
  if (policy.pausedBy != null)
    return { status: "error", code: POLICY_PAUSED, message: pausedMessage(policy.pausedBy) };
  const unreadable = unreadableInventory(situation, policy, clusterId);
  return unreadable === null ? null : { status: "error", code: "inventory_unreadable", message: unreadable };
}

function verdictOf(outcome: Outcome, untried: true | undefined, object: () => Json): Verdict {
  switch (outcome.status) {
    case "compliant":
      return { status: "passed" };
    case "violating":
      return { status: "violating", occurrences: resolveOccurrences(outcome.occurrences, object()) };
    case "error":
      return {
        status: "error",
        code: outcome.error.code,
        message: outcome.error.message,
        ...(untried === undefined ? {} : { untried }),
      };
  }
}

/** The question for a stored entity. */
export function askAbout(entity: EntityToJudge, policies: readonly JudgedPolicy[]): Asked {
  return { key: entity.id, clusterId: entity.clusterId, body: entity.body, policies };
}
