import { basename } from "node:path";
import type { TemplateTest, TemplateTestList } from "@/lib/contracts/api/template-tests";
import type { LibraryFixture } from "@/lib/contracts/library";
import { forOrganizationSql } from "@/lib/data/database";
import { LIBRARY_ORGANIZATION_ID } from "@/lib/data/ids";
import { readTemplateVersion, readVersionTests } from "@/lib/data/templates/read";
import { readFixtures } from "@/lib/library/read-fixtures";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";

/**
 * The tests of one version of a template, the newest when `version` is null: those that an own one passed when it was
 * published, or the library's fixtures of a built-in one, which it keeps for the newest version alone.
 */
export async function readTemplateTests(
  ctx: Ctx,
  templateId: string,
  version: number | null,
): Promise<TemplateTestList> {
  requirePermission(ctx, "template.read");
  const { row, tests } = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => ({
    row: await readTemplateVersion(sql, templateId, version),
    tests: await readVersionTests(sql, templateId, version),
  }));
  if (row === null || tests === null) throw notFound("template");
  if (row.organization_id !== LIBRARY_ORGANIZATION_ID) return { tests, reason: null };
  if (row.version !== row.latest_version)
    return { tests: [], reason: "The library keeps tests of a built-in template's newest version alone." };
  const fixtures = await readLibraryTests(ctx.services.settings.libraryDir, `${row.category}/${row.key}`);
  return {
    tests: fixtures,
    reason: fixtures.length === 0 ? "The library of this installation keeps no tests of it." : null,
  };
}

async function readLibraryTests(libraryFolder: string, folder: string): Promise<TemplateTest[]> {
  const tests: TemplateTest[] = [];
  for (const outcome of ["fail", "pass"] as const)
    for (const { file, fixture } of await readFixtures(libraryFolder, folder, outcome))
      tests.push({ name: `${outcome}: ${basename(file, ".yaml")}`, ...testOf(fixture) });
  return tests;
}

function testOf({ object, parameters, inventory, expect }: LibraryFixture): Omit<TemplateTest, "name"> {
  return {
    object,
    parameters,
    inventory,
    expect:
      expect.length === 0
        ? { result: "passes" }
        : {
            result: "violates",
            keys: expect.map(({ violatingKey, recommended }) =>
              recommended === undefined
                ? { violatingKey }
                : { violatingKey, recommended: { value: recommended } },
            ),
            messages: expect.map(({ message }) => message),
          },
  };
}
