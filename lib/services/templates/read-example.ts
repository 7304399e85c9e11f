import type { LibraryFixture } from "@/lib/contracts/library";
import type { TemplateExample } from "@/lib/contracts/api/templates";
import type { Fix } from "@/lib/contracts/api/violations";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { forOrganizationSql } from "@/lib/data/database";
import { LIBRARY_ORGANIZATION_ID } from "@/lib/data/ids";
import { readTemplateVersion, type TemplateVersionRow } from "@/lib/data/templates/read";
import { inventoryObjectsOf, inventoryText } from "@/lib/domain/inventory";
import type { Json } from "@/lib/domain/json";
import { resolveOccurrences, type EvaluatedOccurrence } from "@/lib/domain/occurrences";
import { defaultsOf } from "@/lib/domain/parameters";
import { kubectlPatchCommand } from "@/lib/domain/patch";
import { planFix, weighFix } from "@/lib/domain/plan-fix";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { readFailingFixture } from "@/lib/library/read-failing-fixture";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";

/**
 * What a built-in template finds, shown on an object that the library keeps for it: judged and mended now, by the unit
 * that judges the fleet. Own templates keep no such object.
 */
export async function readTemplateExample(ctx: Ctx, templateId: string): Promise<TemplateExample> {
  requirePermission(ctx, "template.read");
  const row = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    readTemplateVersion(sql, templateId, null),
  );
  if (row === null) throw notFound("template");
  if (row.organization_id !== LIBRARY_ORGANIZATION_ID)
    return none("Templates of your own keep no example. Try them on an object in the studio.");
  const found = await readFailingFixture(ctx.services.settings.libraryDir, `${row.category}/${row.key}`);
  if (found === null) return none("The library of this installation keeps no example of it.");
  const { file, fixture } = found;
  const judged = await judge(ctx, row, fixture, fixture.object);
  if (typeof judged === "string") return none(`The library's example could not be judged: ${judged}`);
  if (judged.length === 0) return none("The library's example was judged, and nothing was found in it.");
  const fix = await mend(ctx, row, fixture, judged);
  return {
    reason: null,
    example: {
      file,
      object: fixture.object,
      parameters: fixture.parameters,
      beside: fixture.inventory.map(({ kind, metadata }) => `${kind} ${metadata.name ?? ""}`),
      occurrences: judged.map((occurrence) => present(occurrence, fix)),
      fix,
    },
  };
}

function none(reason: string): TemplateExample {
  return { example: null, reason };
}

function present(occurrence: EvaluatedOccurrence, fix: Fix | null) {
  const { message, violatingKey, pointer, path, stablePath, found, recommended, remove } = occurrence;
  const speaks = fix !== null && pointer !== null && (recommended !== null || remove);
  return {
    message,
    violatingKey,
    pointer,
    path,
    stablePath,
    found,
    recommended,
    fix: !speaks ? ("guidance" as const) : fix.proven ? ("proven" as const) : ("unproven" as const),
  };
}

/** What the template finds in `object` beside the fixture's other objects, or the reason why it cannot be judged. */
async function judge(
  ctx: Ctx,
  row: TemplateVersionRow,
  fixture: LibraryFixture,
  object: Json,
): Promise<EvaluatedOccurrence[] | string> {
  const readsInventory = row.inventory.length > 0;
  const beside = inventoryObjectsOf([...fixture.inventory, object]);
  const [judgement] = await ctx.services.judge.judge({
    objects: [{ key: "example", json: canonicalJson(object), policyKeys: ["example"] }],
    policies: [
      {
        key: "example",
        unitDigest: row.unit_digest,
        parameters: { ...defaultsOf(row.parameters), ...fixture.parameters },
        inventoryKey: readsInventory ? "example" : null,
      },
    ],
    inventories: readsInventory ? { example: inventoryText(beside) } : {},
  });
  if (judgement === undefined) return "the judge gave no answer.";
  const { outcome } = judgement;
  if (outcome.status === "error") return outcome.error.message;
  return outcome.status === "violating" ? resolveOccurrences(outcome.occurrences, object) : [];
}

async function mend(
  ctx: Ctx,
  row: TemplateVersionRow,
  fixture: LibraryFixture,
  before: readonly EvaluatedOccurrence[],
): Promise<Fix | null> {
  const started = performance.now();
  const { object } = fixture;
  const plan = planFix(object, before);
  if (plan === null) return null;
  const after = await judge(ctx, row, fixture, plan.patched);
  const outcome = typeof after === "string" ? null : weighFix(object, plan, before, after);
  const { gone, opened } = outcome ?? { gone: 0, opened: 0 };
  const proven = gone === plan.covered.length && opened === 0;
  return {
    patch: plan.patch,
    proven,
    reason:
      typeof after === "string"
        ? `The mended object could not be judged: ${after}`
        : proven
          ? null
          : notMended,
    proof: {
      policiesJudged: 1,
      gone,
      opened,
      durationMs: Math.round((performance.now() - started) * 10) / 10,
      at: ctx.now().toISOString(),
    },
    kubectl: kubectlPatchCommand({
      kind: object.kind,
      apiVersion: object.apiVersion,
      name: object.metadata.name ?? "",
      namespace: object.metadata.namespace ?? null,
      patch: plan.patch,
    }),
    yamlBefore: renderYaml(object).text,
    yamlAfter: renderYaml(plan.patched).text,
  };
}

const notMended = "The recommended value does not mend the example.";
