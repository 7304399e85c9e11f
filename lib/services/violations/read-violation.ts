import type { z } from "zod";
import type { Fix, violationDetailSchema } from "@/lib/contracts/api/violations";
import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesById, type EntityToJudge } from "@/lib/data/evaluation/load";
import {
  readElsewhere,
  readEvents,
  readOccurrences,
  readViolationRow,
  type ViolationDetailRow,
} from "@/lib/data/violations/detail";
import { isObject, parseJson } from "@/lib/domain/json";
import { resolveOccurrences } from "@/lib/domain/occurrences";
import { kubectlPatchCommand } from "@/lib/domain/patch";
import { POLICY_PAUSED } from "@/lib/domain/strikes";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { STALE_AFTER_MS } from "../clusters/present";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { loadInventories } from "../evaluation/inventory";
import { askAbout, judgeObjects, type Verdict } from "../evaluation/judge-entities";
import { proveFixes, type Proof } from "../evaluation/prove-fix";
import { applies, loadSituation, type Situation } from "../evaluation/situation";
import { fillGuidance } from "./guidance";
import { presentViolation } from "./present";
import { eventText } from "./event-text";

type ViolationDetail = z.infer<typeof violationDetailSchema>;

/** Everything about one violation. The fix is proven anew against the policies in force at this moment. */
export async function readViolation(ctx: Ctx, violationId: string): Promise<ViolationDetail> {
  requirePermission(ctx, "violation.read");
  const read = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const row = await readViolationRow(sql, violationId);
    if (row === null) throw notFound("violation");
    const situation = await loadSituation(sql);
    const entity = (await loadEntitiesById(sql, [row.entity_id]))[0];
    return {
      row,
      situation,
      entity,
      inventories:
        entity === undefined
          ? new Map<string, string>()
          : await loadInventories(ctx, sql, situation.policies, [row.cluster_id]),
      occurrences: await readOccurrences(sql, violationId),
      events: await readEvents(sql, violationId),
      elsewhere: await readElsewhere(sql, row.policy_id, violationId),
    };
  });
  const { row } = read;
  const object = parseJson(row.body);
  const heard = row.last_heard_at;
  return {
    ...presentViolation(row),
    occurrences: read.occurrences.map((occurrence) => ({
      id: occurrence.id,
      message: occurrence.message,
      violatingKey: occurrence.violating_key,
      pointer: occurrence.pointer,
      path: occurrence.path,
      stablePath: occurrence.stable_path,
      found: occurrence.found,
      recommended: occurrence.recommended,
      details: occurrence.details,
      fix: occurrence.fix,
    })),
    fixPatch:
      row.state === "open" && read.entity !== undefined ? await proveNow(ctx, read, read.entity) : null,
    object: isObject(object) ? object : {},
    entityVersion: row.entity_version,
    entityChangedAt: row.entity_changed_at.toISOString(),
    template: { id: row.template_id, title: row.template_title, version: row.template_version },
    guidance: fillGuidance(row),
    standards: row.standards,
    parameters: row.parameters,
    mode: row.mode,
    events: read.events.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      type: event.type,
      resolution: event.resolution,
      text: eventText(event),
      entityVersion: event.entity_version,
    })),
    elsewhere: read.elsewhere,
    staleSince:
      heard !== null && ctx.now().getTime() - heard.getTime() > STALE_AFTER_MS ? heard.toISOString() : null,
  };
}

interface ToProve {
  row: ViolationDetailRow;
  situation: Situation;
  inventories: ReadonlyMap<string, string>;
  occurrences: Awaited<ReturnType<typeof readOccurrences>>;
}

async function proveNow(
  ctx: Ctx,
  { row, situation, inventories, occurrences }: ToProve,
  entity: EntityToJudge,
): Promise<Fix | null> {
  const started = performance.now();
  const policies = situation.policies.filter((policy) => applies(situation, policy, entity).matches);
  const baseline =
    (await judgeObjects(ctx.services.judge, situation, inventories, [askAbout(entity, policies)])).get(
      entity.id,
    ) ?? new Map<string, Verdict>();
  const judged = baseline.get(row.policy_id);
  // A paused policy is not run. What it found before still says what to change, though nothing proves it.
  const verdict =
    judged?.status === "error" && judged.code === POLICY_PAUSED ? asFound(occurrences, entity) : judged;
  // The stored violation is about to be resolved by a job that is under way: there is nothing to fix any more.
  if (verdict?.status !== "violating") return null;
  const [proof] = await proveFixes(ctx.services.judge, situation, inventories, [
    { entity, policyId: row.policy_id, occurrences: verdict.occurrences, baseline },
  ]);
  return proof?.patch == null ? null : presentFix(ctx, entity, proof, performance.now() - started);
}

function asFound(occurrences: ToProve["occurrences"], entity: EntityToJudge): Verdict {
  const reported = occurrences.map(({ message, violating_key, recommended, details }) => ({
    message,
    violatingKey: violating_key,
    recommended,
    details,
  }));
  return { status: "violating", occurrences: resolveOccurrences(reported, parseJson(entity.body)) };
}

function presentFix(ctx: Ctx, entity: EntityToJudge, proof: Proof, durationMs: number): Fix {
  const patch = proof.patch ?? [];
  return {
    patch,
    proven: proof.proven,
    reason: proof.reason,
    proof: {
      policiesJudged: proof.policiesJudged,
      gone: proof.gone,
      opened: proof.opened,
      durationMs: Math.round(durationMs * 10) / 10,
      at: ctx.now().toISOString(),
    },
    kubectl: kubectlPatchCommand({
      kind: entity.kind,
      apiVersion: entity.group === "" ? entity.version : `${entity.group}/${entity.version}`,
      name: entity.name,
      namespace: entity.namespace,
      patch,
    }),
    yamlBefore: renderYaml(parseJson(entity.body)).text,
    yamlAfter: renderYaml(proof.patched).text,
  };
}
