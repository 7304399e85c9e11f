import { switchOnPackSchema, type SwitchedOnPack } from "@/lib/contracts/api/packs";
import { forOrganization, sqlInPrisma } from "@/lib/data/database";
import { readLibraryPolicies, readLibraryTemplates, type LibraryTemplateRow } from "@/lib/data/packs/read";
import { namesTaken } from "@/lib/data/policies/read";
import { requiredParameters } from "@/lib/domain/parameters";
import type { Pack } from "@/lib/library/read-packs";
import { parseInput, requirePermission, type Ctx } from "../context";
import { invalidInput } from "../errors";
import { createPolicyIn } from "../policies/save-policy";
import { packParameters, requirePack } from "./read-packs";

/**
 * Makes a policy of each chosen template of a pack that no enabled policy is made of yet, all of them or none. Each has
 * an audit row of its own.
 */
export async function switchOnPack(ctx: Ctx, packId: string, input: unknown): Promise<SwitchedOnPack> {
  requirePermission(ctx, "policy.write");
  const parsed = parseInput(switchOnPackSchema, input);
  const pack = await requirePack(ctx, packId);
  return await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const sql = sqlInPrisma(tx);
    const chosen = await chosenTemplates(pack, parsed.templates, (keys) => readLibraryTemplates(sql, keys));
    const on = new Set(
      (await readLibraryPolicies(sql)).filter(({ enabled }) => enabled).map(({ key }) => key),
    );
    const taken = new Set(await namesTaken(sql));
    const result: SwitchedOnPack = { created: [], alreadyOn: [] };
    for (const template of chosen) {
      if (on.has(template.key)) {
        result.alreadyOn.push(template.key);
        continue;
      }
      const name = freeName(template.title, pack.file.title, taken);
      taken.add(name);
      const policyId = await createPolicyIn(
        ctx,
        tx,
        {
          name,
          templateId: template.template_id,
          parameters: packParameters(pack, template.key),
          targets: parsed.targets,
        },
        { change: `Switched on with the pack ${pack.file.title}` },
      );
      result.created.push({ key: template.key, policyId, name });
    }
    return result;
  });
}

/**
 * The templates of a pack that somebody chose, in the pack's order.
 *
 * @throws AppError `invalid_input` for one that is not in the pack, not usable here, or lacks a value
 */
export async function chosenTemplates(
  pack: Pack,
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<LibraryTemplateRow[]>,
): Promise<LibraryTemplateRow[]> {
  const templates = new Map((await read(pack.templates)).map((template) => [template.key, template]));
  const faults = keys.flatMap((key, index) => {
    const template = templates.get(key);
    const path = `templates.${String(index)}`;
    if (!pack.templates.includes(key)) return [{ path, message: `The pack has no template ${key}.` }];
    if (template === undefined)
      return [{ path, message: `The template ${key} cannot be used in this installation.` }];
    const given = packParameters(pack, key);
    const missing = requiredParameters(template.parameters).filter((name) => !(name in given));
    if (missing.length === 0) return [];
    return [
      {
        path,
        message: `${template.title} needs values for ${missing.join(", ")}: make this policy on its own.`,
      },
    ];
  });
  if (faults.length > 0) throw invalidInput(faults);
  const chosen = new Set(keys);
  return [...templates.values()].filter(({ key }) => chosen.has(key));
}

/** The template's title, with the pack's and then a number where the name is taken. */
function freeName(title: string, packTitle: string, taken: ReadonlySet<string>): string {
  const candidates = [title, `${title} (${packTitle})`];
  const free = candidates.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number++) {
    const name = `${title} (${packTitle}) ${String(number)}`;
    if (!taken.has(name)) return name;
  }
}
