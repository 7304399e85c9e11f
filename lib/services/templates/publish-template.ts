import {
  templateContentSchema,
  type TemplateContent,
  type TemplateDetail,
} from "@/lib/contracts/api/templates";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
import { notifyLive } from "@/lib/data/notify";
import { writeTemplateVersion } from "@/lib/data/templates/publish";
import { storeUnit } from "@/lib/data/units";
import { validateSchema } from "@/lib/domain/parameters";
import type { CompiledUnit, RegoVersion } from "@/lib/engine/types";
import { slugOf } from "../accounts/create-organization";
import { writeAudit } from "../audit/write";
import { parseInput, requirePermission, type Ctx } from "../context";
import { invalidInput, notFound } from "../errors";
import { compileTemplate } from "./compile-template";
import { digestOf } from "./content-digest";
import { readTemplate } from "./read-templates";
import { runTests } from "./run-tests";

/** Publishes version 1 of a new template. Nothing is written when the Rego does not compile, the schema is not one or a test does not pass. */
export async function createTemplate(ctx: Ctx, input: unknown): Promise<TemplateDetail> {
  requirePermission(ctx, "template.write");
  const content = parseInput(templateContentSchema, input);
  const compiled = await compileOrRefuse(ctx, content);
  await testOrRefuse(ctx, compiled.unit, content);
  const templateId = uuidv7();
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const key = await freeKey(ctx, tx, slugOf(content.title));
    await write(ctx, tx, { templateId, key, version: 1 }, content, compiled);
  });
  return await readTemplate(ctx, templateId, null);
}

/** Publishes the next version of an own template. Policies keep the version they were made with until someone moves them. */
export async function createTemplateVersion(
  ctx: Ctx,
  templateId: string,
  input: unknown,
): Promise<TemplateDetail> {
  requirePermission(ctx, "template.write");
  const content = parseInput(templateContentSchema, input);
  const compiled = await compileOrRefuse(ctx, content);
  await testOrRefuse(ctx, compiled.unit, content);
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    // Own templates only: built-in ones belong to the library and change with the product.
    await sqlInPrisma(tx).run(
      "SELECT 1 FROM templates WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE",
      [ctx.organizationId, templateId],
    );
    const template = await tx.template.findFirst({
      where: { organizationId: ctx.organizationId, id: templateId },
    });
    if (template === null) throw notFound("template");
    await write(
      ctx,
      tx,
      { templateId, key: template.key, version: template.latestVersion + 1 },
      content,
      compiled,
    );
  });
  return await readTemplate(ctx, templateId, null);
}

interface Compiled {
  unit: CompiledUnit;
  /** Helpers as the library has them now: the version keeps them when the library changes. */
  modules: Readonly<Record<string, string>>;
  regoVersion: RegoVersion;
}

async function compileOrRefuse(ctx: Ctx, content: TemplateContent): Promise<Compiled> {
  const schemaErrors = validateSchema(content.parameters);
  if (schemaErrors.length > 0)
    throw invalidInput(
      schemaErrors.map(({ path, message }) => ({
        path: path === "" ? "parameters" : `parameters.${path}`,
        message,
      })),
    );
  const compiled = await compileTemplate(ctx.services, content.rego);
  if (!compiled.ok) {
    throw invalidInput(
      compiled.diagnostics.map(({ line, column, message }) => ({
        path: "rego",
        message: `Line ${line}, column ${column}: ${message}`,
      })),
      "The Rego does not compile. Nothing was published.",
    );
  }
  if (compiled.unit.readsInventory && content.inventory.length === 0) {
    throw invalidInput([
      {
        path: "inventory",
        message:
          "The Rego reads data.inventory: name the kinds it reads, so that the policy is judged only where they are known.",
      },
    ]);
  }
  return compiled;
}

async function testOrRefuse(ctx: Ctx, unit: CompiledUnit, content: TemplateContent): Promise<void> {
  const results = await runTests(ctx, unit, content.parameters, content.tests);
  const fields = results.flatMap(({ status, differences }, index) =>
    status === "passed"
      ? []
      : differences.map(({ path, message }) => ({
          path: path === "" ? `tests[${index}]` : `tests[${index}].${path}`,
          message: `“${content.tests[index]?.name ?? ""}”: ${message}.`,
        })),
  );
  if (fields.length === 0) return;
  const count = results.filter(({ status }) => status !== "passed").length;
  throw invalidInput(
    fields,
    `${count} of ${results.length} ${results.length === 1 ? "test" : "tests"} did not pass. Nothing was published.`,
  );
}

async function write(
  ctx: Ctx,
  tx: Tx,
  target: { templateId: string; key: string; version: number },
  content: TemplateContent,
  compiled: Compiled,
): Promise<void> {
  const { rego: _rego, ...rest } = content;
  const stored = { ...rest, modules: compiled.modules, regoVersion: compiled.regoVersion };
  await storeUnit(tx, ctx.organizationId, compiled.unit);
  await writeTemplateVersion(
    tx,
    {
      ...target,
      organizationId: ctx.organizationId,
      publishedBy: ctx.actor.name,
      contentDigest: digestOf(stored),
    },
    stored,
    compiled.unit.digest,
  );
  await writeAudit(
    tx,
    { ...ctx, now: ctx.now() },
    {
      action: target.version === 1 ? "template.create" : "template.publish",
      target: { type: "template", id: target.templateId, name: content.title },
      after: { version: target.version, unit: compiled.unit.digest, tests: content.tests.length },
    },
  );
  await notifyLive(sqlInPrisma(tx), ctx.organizationId, { topics: ["templates"], clusters: [] });
}

async function freeKey(ctx: Ctx, tx: Tx, base: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const key = attempt === 1 ? base : `${base}-${attempt}`;
    if ((await tx.template.findFirst({ where: { organizationId: ctx.organizationId, key } })) === null)
      return key;
  }
}
