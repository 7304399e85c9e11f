import { forOrganizationSql } from "@/lib/data/database";
import { loadPoliciesInForce } from "@/lib/data/evaluation/load";
import { asLibrary } from "@/lib/data/system";
import { writeTemplateVersion } from "@/lib/data/templates/publish";
import { storeUnit } from "@/lib/data/units";
import type { Services } from "@/lib/services/context";
import { readEntityList } from "@/lib/services/entities/list-entities";
import { recordStrikes } from "@/lib/services/evaluation/strikes";
import { makePolicy } from "./builders";
import { kindState } from "./frames";
import { configMap, inventoryTemplate, labelTemplate, resources, templateOf } from "./templates";
import type { Tenant, World } from "./world";

/** An organization with at least one row in every table of tenants. */
export async function fillTenant(world: World, name: string): Promise<Tenant> {
  const tenant = await world.organization(name);
  const cluster = await tenant.cluster();
  await makePolicy(tenant.owner, "Label", labelTemplate);
  await makePolicy(tenant.owner, "Secret", inventoryTemplate);
  await cluster.send({ ...kindState(resources.secret, "forbidden"), message: "no" });
  await cluster.apply(configMap("a"));
  await world.work();
  await pausePolicy(world, tenant);
  return tenant;
}

/** Pauses one policy as three evaluations that had to be stopped would. */
async function pausePolicy(world: World, { organizationId, owner }: Tenant): Promise<void> {
  const [entity] = (await readEntityList(owner, {})).items;
  await forOrganizationSql(world.services.db, organizationId, async (sql) => {
    const [policy] = await loadPoliciesInForce(sql);
    if (policy === undefined || entity === undefined) throw new Error("there is no policy or entity");
    const strikes = [0, 1, 2].map((minutes) => ({
      entityId: entity.id,
      atMs: Date.now() - minutes * 60_000,
      code: "timeout",
      message: "It took too long.",
    }));
    await recordStrikes(sql, organizationId, [{ policy, strikes }], new Date());
  });
}

/** A row of the built-in library in every table that holds templates. */
export async function publishTestTemplate({ compiler, db }: Services): Promise<void> {
  const compiled = await compiler.compile({
    modules: { "template.rego": 'package built.in\nviolation contains "x" if input.bad' },
    regoVersion: "v1",
  });
  if (!compiled.ok) throw new Error("the built-in template does not compile");
  const { rego, ...content } = templateOf("", { title: "Built-in" });
  await asLibrary(db, async (tx, organizationId) => {
    await storeUnit(tx, organizationId, compiled.unit);
    await writeTemplateVersion(
      tx,
      {
        organizationId,
        templateId: "00000000-0000-7000-8000-00000000beef",
        key: "built-in",
        version: 1,
        publishedBy: "test",
        contentDigest: "none",
      },
      {
        summary: "",
        why: "",
        how: "",
        standards: [],
        inventory: [],
        regoVersion: "v1",
        modules: { "template.rego": rego },
        ...content,
        tests: [],
      },
      compiled.unit.digest,
    );
  });
}
