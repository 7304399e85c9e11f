import { previewPackSchema, type PackPreviewFrame } from "@/lib/contracts/api/packs";
import { forOrganizationSql } from "@/lib/data/database";
import { countEntitiesOfKinds } from "@/lib/data/evaluation/load";
import { readLibraryTemplates } from "@/lib/data/packs/read";
import { kindsIn, type GroupKind, type KindSelector } from "@/lib/domain/kinds";
import { defaultsOf } from "@/lib/domain/parameters";
import { parseInput, requirePermission, type Ctx } from "../context";
import { loadInventories } from "../evaluation/inventory";
import { askAbout, judgeObjects, type JudgedPolicy, type Verdict } from "../evaluation/judge-entities";
import { unknownClusters } from "../policies/resolve-input";
import { invalidInput } from "../errors";
import { applies, loadSituation, type Situation } from "../evaluation/situation";
import { fleetPages } from "../preview/fleet-pages";
import { packParameters, requirePack } from "./read-packs";
import { chosenTemplates } from "./switch-on-pack";

type DraftPolicy = JudgedPolicy & Parameters<typeof applies>[1] & { templateKinds: readonly KindSelector[] };

/**
 * What the chosen policies of a pack would find in the live fleet, written nowhere: a frame whenever more is known, the
 * last one complete.
 *
 * @throws AppError `invalid_input` before the first frame
 */
export async function previewPack(
  ctx: Ctx,
  packId: string,
  input: unknown,
): Promise<AsyncGenerator<PackPreviewFrame>> {
  requirePermission(ctx, "policy.read");
  const { templates: keys, targets } = parseInput(previewPackSchema, input);
  const pack = await requirePack(ctx, packId);
  const prepared = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    const unknown = unknownClusters(targets, new Set(situation.clusters.keys()));
    if (unknown.length > 0) throw invalidInput(unknown);
    const templates = await chosenTemplates(pack, keys, (wanted) => readLibraryTemplates(sql, wanted));
    const policies = templates.map((template): DraftPolicy => ({
      id: template.key,
      unitDigest: template.unit_digest,
      parameters: { ...defaultsOf(template.parameters), ...packParameters(pack, template.key) },
      inventoryKinds: kindsIn(template.inventory),
      targets: { ...targets, kinds: [] },
      templateKinds: template.targets,
    }));
    const kinds = distinct(kindsIn(policies.flatMap(({ templateKinds }) => templateKinds)));
    return {
      situation,
      policies,
      kinds,
      total: await countEntitiesOfKinds(sql, kinds),
      inventories: await loadInventories(ctx, sql, policies, situation.clusters.keys()),
    };
  });
  return frames(ctx, prepared);
}

interface Prepared {
  situation: Situation;
  policies: readonly DraftPolicy[];
  kinds: readonly GroupKind[];
  total: number;
  inventories: Map<string, string>;
}

async function* frames(ctx: Ctx, prepared: Prepared): AsyncGenerator<PackPreviewFrame> {
  const { situation, policies, kinds } = prepared;
  const startedMs = performance.now();
  const tallies = new Map(policies.map(({ id }) => [id, emptyTally(id)]));
  let seen = 0;
  let violatingEntities = 0;
  for await (const { entities, isLast } of fleetPages(ctx, kinds)) {
    const asked = entities.map((entity) =>
      askAbout(
        entity,
        policies.filter((policy) => applies(situation, policy, entity).matches),
      ),
    );
    const verdicts = await judgeObjects(ctx.services.judge, situation, prepared.inventories, asked);
    for (const [, byPolicy] of verdicts) {
      for (const [key, verdict] of byPolicy) count(tallies.get(key), verdict);
      if ([...byPolicy.values()].some(({ status }) => status === "violating")) violatingEntities += 1;
    }
    seen += entities.length;
    yield {
      complete: isLast,
      seen,
      total: isLast ? seen : Math.max(seen, prepared.total),
      violatingEntities,
      byTemplate: [...tallies.values()].map((tally) => ({ ...tally })),
      durationMs: Math.round(performance.now() - startedMs),
    };
  }
}

type Tally = PackPreviewFrame["byTemplate"][number];

function emptyTally(key: string): Tally {
  return { key, judged: 0, violating: 0, notJudged: 0, reason: null };
}

function count(tally: Tally | undefined, verdict: Verdict): void {
  if (tally === undefined) return;
  tally.judged += 1;
  if (verdict.status === "violating") tally.violating += 1;
  if (verdict.status !== "error") return;
  tally.notJudged += 1;
  tally.reason ??= verdict.message;
}

function distinct(kinds: readonly GroupKind[]): GroupKind[] {
  return [...new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind])).values()];
}
