import { createOrganizationSchema, type Organization } from "@/lib/contracts/api/account";
import { forOrganization } from "@/lib/data/database";
import { writeAudit } from "../audit/write";
import { parseInput, requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { organizationOf } from "./create-organization";

export async function readOrganization(ctx: Ctx): Promise<Organization> {
  requirePermission(ctx, "member.read");
  const row = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    tx.organization.findUnique({ where: { id: ctx.organizationId } }),
  );
  if (row === null) throw notFound("organization");
  return organizationOf(row);
}

export async function updateOrganization(ctx: Ctx, input: unknown): Promise<Organization> {
  requirePermission(ctx, "organization.write");
  const { name } = parseInput(createOrganizationSchema, input);
  return await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const before = await tx.organization.findUnique({ where: { id: ctx.organizationId } });
    const row = await tx.organization.update({ where: { id: ctx.organizationId }, data: { name } });
    await writeAudit(
      tx,
      { ...ctx, now: ctx.now() },
      {
        action: "organization.rename",
        target: { type: "organization", id: row.id, name },
        before: { name: before?.name ?? "" },
        after: { name },
      },
    );
    return organizationOf(row);
  });
}
