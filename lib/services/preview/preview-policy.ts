import { previewInputSchema, type PreviewFrame } from "@/lib/contracts/api/policies";
import { forOrganizationSql } from "@/lib/data/database";
import { countEntitiesOfKinds } from "@/lib/data/evaluation/load";
import { openViolatorsOf } from "@/lib/data/policies/preview";
import { kindsIn, selectsKind } from "@/lib/domain/kinds";
import { matchesCluster } from "@/lib/domain/targets";
import { parseInput, requirePermission, type Ctx } from "../context";
import { loadInventories } from "../evaluation/inventory";
import { askAbout, judgeObjects, type JudgedPolicy } from "../evaluation/judge-entities";
import { applies, loadSituation, type Situation } from "../evaluation/situation";
import { resolveDraft } from "../policies/resolve-input";
import { fleetPages } from "./fleet-pages";
import { PreviewTally } from "./tally";

const draftId = "draft";

/**
 * Judges a draft over the live fleet without writing anything: a frame whenever more is known, the last one complete.
 *
 * @throws AppError `invalid_input` before the first frame, with a path for each field that is wrong.
 */
export async function previewPolicy(ctx: Ctx, input: unknown): Promise<AsyncGenerator<PreviewFrame>> {
  requirePermission(ctx, "policy.read");
  const parsed = parseInput(previewInputSchema, input);
  const prepared = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    const { template, parameters } = await resolveDraft(sql, parsed, new Set(situation.clusters.keys()));
    const policy: JudgedPolicy & { targets: typeof parsed.targets; templateKinds: typeof template.targets } =
      {
        id: draftId,
        unitDigest: template.unit_digest,
        parameters,
        inventoryKinds: kindsIn(template.inventory),
        targets: parsed.targets,
        templateKinds: template.targets,
      };
    const before =
      parsed.policyId === undefined ? new Map<string, string>() : await openViolatorsOf(sql, parsed.policyId);
    return {
      situation,
      policy,
      before,
      total: await countEntitiesOfKinds(sql, kindsIn(policy.templateKinds)),
      inventories: await loadInventories(ctx, sql, [policy], situation.clusters.keys()),
    };
  });
  return frames(ctx, prepared);
}

interface Prepared {
  situation: Situation;
  policy: JudgedPolicy & Parameters<typeof applies>[1];
  before: Map<string, string>;
  /** Live entities of the template's kinds. */
  total: number;
  inventories: Map<string, string>;
}

/** Kinds the draft would judge that cannot be read in a cluster it targets: nobody knows what it would find there. */
function unreadableTargets(situation: Situation, policy: Prepared["policy"]): string[] {
  return [...situation.clusters.values()].flatMap((cluster) => {
    if (!matchesCluster(policy.targets, cluster).matches) return [];
    return [...(situation.kindStates.get(cluster.id)?.values() ?? [])].flatMap((state) => {
      const narrowed = policy.targets.kinds;
      const targeted =
        selectsKind(policy.templateKinds, state.api_group, state.kind) &&
        (narrowed.length === 0 ||
          narrowed.some(({ group, kind }) => group === state.api_group && kind === state.kind));
      return targeted && (state.state === "forbidden" || state.state === "error")
        ? [`${state.kind} is not readable in ${cluster.name}.`]
        : [];
    });
  });
}

async function* frames(ctx: Ctx, prepared: Prepared): AsyncGenerator<PreviewFrame> {
  const { situation, policy } = prepared;
  const tally = new PreviewTally(situation, prepared.before, prepared.total, performance.now());
  tally.unreadable(unreadableTargets(situation, policy));
  for await (const { entities, isLast } of fleetPages(ctx, kindsIn(policy.templateKinds))) {
    const inScope = entities.filter((entity) => applies(situation, policy, entity).matches);
    tally.seen(entities.length);
    const verdicts = await judgeObjects(
      ctx.services.judge,
      situation,
      prepared.inventories,
      inScope.map((entity) => askAbout(entity, [policy])),
    );
    for (const entity of inScope) {
      const verdict = verdicts.get(entity.id)?.get(draftId);
      if (verdict !== undefined) tally.add(entity, verdict);
    }
    if (isLast) tally.finish();
    yield tally.frame(isLast);
  }
}
