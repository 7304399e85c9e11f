import type { PackControl, PackDetail, PackList, PackSummary, PackTemplate } from "@/lib/contracts/api/packs";
import { forOrganizationSql } from "@/lib/data/database";
import {
  readLibraryPolicies,
  readLibraryTemplates,
  type LibraryPolicyRow,
  type LibraryTemplateRow,
} from "@/lib/data/packs/read";
import type { JsonObject } from "@/lib/domain/json";
import { requiredParameters } from "@/lib/domain/parameters";
import type { CoveredControl, Pack } from "@/lib/library/read-packs";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { packLibrary } from "./pack-library";

/** All packs with how much of each is switched on. */
export async function readPackList(ctx: Ctx): Promise<PackList> {
  requirePermission(ctx, "template.read");
  const { packs, broken } = await packLibrary(ctx.services);
  const keys = [...new Set(packs.flatMap(({ templates }) => templates))];
  const { templates, policies } = await readUse(ctx, keys);
  return {
    items: packs.map((pack) => summaryOf(pack, templates, policies)),
    broken: [...broken],
  };
}

/** One pack: its templates with the policies made of them, and the controls of its standard with what decides them. */
export async function readPack(ctx: Ctx, packId: string): Promise<PackDetail> {
  requirePermission(ctx, "template.read");
  const pack = await requirePack(ctx, packId);
  const excepted = pack.file.except.map(({ template }) => template);
  const { templates, policies } = await readUse(ctx, [...pack.templates, ...excepted]);
  const titles = new Map(templates.map(({ key, title }) => [key, title]));
  const here = templates.filter(({ key }) => pack.templates.includes(key));
  const { standard } = pack;
  return {
    ...summaryOf(pack, templates, policies),
    standard:
      standard === null
        ? null
        : {
            id: standard.id,
            title: standard.title,
            publisher: standard.publisher,
            url: standard.url,
            about: standard.about,
            mappedBy: standard.mappedBy,
          },
    items: here.map((template) => itemOf(pack, template, policies)),
    standardControls: (standard?.controls ?? []).map((control) => controlOf(pack, control)),
    except: pack.file.except.map(({ template, reason }) => ({
      key: template,
      title: titles.get(template) ?? template,
      reason,
    })),
    unavailable: pack.templates.filter((key) => !titles.has(key)),
  };
}

/** A pack by id; shared by the verbs that switch on and preview. */
export async function requirePack(ctx: Ctx, packId: string): Promise<Pack> {
  const { packs } = await packLibrary(ctx.services);
  const pack = packs.find(({ file }) => file.id === packId);
  if (pack === undefined) throw notFound("pack");
  return pack;
}

/** What the pack sets over the defaults of one of its templates. */
export function packParameters(pack: Pack, key: string): JsonObject {
  return pack.file.parameters[key] ?? {};
}

async function readUse(
  ctx: Ctx,
  keys: readonly string[],
): Promise<{ templates: LibraryTemplateRow[]; policies: LibraryPolicyRow[] }> {
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => ({
    templates: await readLibraryTemplates(sql, keys),
    policies: await readLibraryPolicies(sql),
  }));
}

function summaryOf(
  pack: Pack,
  templates: readonly LibraryTemplateRow[],
  policies: readonly LibraryPolicyRow[],
): PackSummary {
  const { file, standard } = pack;
  const inPack = new Set(pack.templates);
  const on = new Set(policies.filter(({ enabled }) => enabled).map(({ key }) => key));
  const here = templates.filter(({ key }) => inPack.has(key));
  return {
    id: file.id,
    title: file.title,
    summary: file.summary,
    kind: file.kind,
    mapping: standard?.mapping ?? null,
    templates: here.length,
    switchedOn: here.filter(({ key }) => on.has(key)).length,
    controls:
      standard === null
        ? null
        : {
            covered: standard.controls.filter((control) => statusOf(pack, control) !== "not_assessed").length,
            total: standard.controls.length,
          },
  };
}

function itemOf(
  pack: Pack,
  template: LibraryTemplateRow,
  policies: readonly LibraryPolicyRow[],
): PackTemplate {
  const parameters = packParameters(pack, template.key);
  return {
    key: template.key,
    templateId: template.template_id,
    title: template.title,
    summary: template.summary,
    severity: template.severity,
    category: template.category,
    controls: (pack.standard?.controls ?? [])
      .filter((control) => control.templates.includes(template.key))
      .map(({ id }) => id),
    parameters,
    needs: requiredParameters(template.parameters).filter((name) => !(name in parameters)),
    policies: policies
      .filter(({ key }) => key === template.key)
      .map(({ id, name, enabled }) => ({ id, name, enabled })),
  };
}

function statusOf(pack: Pack, control: CoveredControl): PackControl["status"] {
  if (!control.templates.some((key) => pack.templates.includes(key))) return "not_assessed";
  return control.partly === undefined ? "covered" : "partly";
}

function controlOf(pack: Pack, control: CoveredControl): PackControl {
  const status = statusOf(pack, control);
  const leftOut = "Its templates are not part of this pack.";
  return {
    id: control.id,
    title: control.title,
    group: control.group ?? null,
    templates: control.templates.filter((key) => pack.templates.includes(key)),
    status,
    reason: status === "not_assessed" ? (control.notAssessed ?? leftOut) : (control.partly ?? null),
  };
}
