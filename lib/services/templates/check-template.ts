import { checkTemplateSchema, mainModule, type TemplateCheck } from "@/lib/contracts/api/templates";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesById } from "@/lib/data/evaluation/load";
import { getOwn, isObject, type Json, parseJson } from "@/lib/domain/json";
import { defaultsOf } from "@/lib/domain/parameters";
import type { CompiledUnit } from "@/lib/engine/types";
import { parseInput, requirePermission, type Ctx } from "../context";
import { resolveOccurrences } from "@/lib/domain/occurrences";
import { notFound } from "../errors";
import { compileTemplate, parametersRead } from "./compile-template";
import { judgeDraft } from "./judge-draft";
import { importableHelpers } from "./own-modules";
import { runTests } from "./run-tests";

/**
 * Compiles the studio's text, judges the entity or object that is given, and runs the tests: nothing is kept. Compile errors
 * and tests that do not pass are a result, not an error.
 */
export async function checkTemplate(ctx: Ctx, input: unknown): Promise<TemplateCheck> {
  requirePermission(ctx, "template.read");
  const parsed = parseInput(checkTemplateSchema, input);
  const declared = isObject(parsed.parameterSchema)
    ? getOwn(parsed.parameterSchema, "properties")
    : undefined;
  const undeclaredParameters = parametersRead(parsed.rego).filter(
    (name) => getOwn(declared ?? null, name) === undefined,
  );
  const compiled = await compileTemplate(ctx.services, parsed.rego);
  const { [mainModule]: _own, ...helpers } = compiled.modules;
  const { regoVersion, compileMs } = compiled;
  const importable = await importableHelpers(ctx.services);
  const base = { regoVersion, compileMs, undeclaredParameters, helpers, importable };
  if (!compiled.ok)
    return { ...base, ok: false, diagnostics: compiled.diagnostics, result: null, tests: null };
  const schema = parsed.parameterSchema ?? { type: "object" };
  const object =
    parsed.object ?? (parsed.entityId === undefined ? null : await readObject(ctx, parsed.entityId));
  const parameters = { ...defaultsOf(schema), ...parsed.parameters };
  return {
    ...base,
    ok: true,
    diagnostics: [],
    result: object === null ? null : await judgeOne(ctx, compiled.unit, object, parameters),
    tests: await runTests(ctx, compiled.unit, schema, parsed.tests),
  };
}

async function readObject(ctx: Ctx, entityId: string): Promise<Json> {
  const entity = (
    await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) => loadEntitiesById(sql, [entityId]))
  )[0];
  if (entity === undefined) throw notFound("entity");
  return parseJson(entity.body);
}

async function judgeOne(
  ctx: Ctx,
  unit: CompiledUnit,
  object: Json,
  parameters: { [key: string]: Json },
): Promise<TemplateCheck["result"]> {
  const { outcome, durationUs, notes = [] } = await judgeDraft(ctx, unit, canonicalJson(object), parameters);
  return {
    status: outcome.status,
    occurrences:
      outcome.status !== "violating"
        ? []
        : resolveOccurrences(outcome.occurrences, object).map(
            ({ message, violatingKey, pointer, found, recommended, details }) => ({
              message,
              violatingKey,
              pointer,
              found,
              recommended,
              details: { ...details },
            }),
          ),
    error: outcome.status === "error" ? outcome.error : null,
    printed: [...notes],
    evaluationUs: Math.round(durationUs * 10) / 10,
  };
}
