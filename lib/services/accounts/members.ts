import { addMemberSchema, updateMemberSchema, type Member } from "@/lib/contracts/api/account";
import { roleSchema, type Role } from "@/lib/contracts/api/common";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { notifyLive } from "@/lib/data/notify";
import { findUserByEmail } from "@/lib/data/system";
import { canAssign } from "@/lib/domain/roles";
import { writeAudit } from "../audit/write";
import { parseInput, requirePermission, type Ctx } from "../context";
import { AppError, notFound } from "../errors";

const withUser = { user: { select: { id: true, name: true, email: true } } } as const;

export async function listMembers(ctx: Ctx): Promise<{ items: Member[] }> {
  requirePermission(ctx, "member.read");
  const rows = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    tx.membership.findMany({
      where: { organizationId: ctx.organizationId },
      include: withUser,
      orderBy: { createdAt: "asc" },
    }),
  );
  return {
    items: rows.map((row) => ({
      userId: row.user.id,
      name: row.user.name,
      email: row.user.email,
      role: roleSchema.parse(row.role),
      joinedAt: row.createdAt.toISOString(),
    })),
  };
}

/** Adds a person who has an account. Says nothing about whether the address has one: the list shows who was added. */
export async function addMember(ctx: Ctx, input: unknown): Promise<void> {
  requirePermission(ctx, "member.write");
  const { email, role } = parseInput(addMemberSchema, input);
  requireAssignable(ctx, role);
  const user = await findUserByEmail(ctx.services.db, email);
  if (user === null) return;
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const existing = await tx.membership.findFirst({
      where: { organizationId: ctx.organizationId, userId: user.id },
    });
    if (existing !== null) return;
    await tx.membership.create({ data: { organizationId: ctx.organizationId, userId: user.id, role } });
    await finish(ctx, tx, "member.add", { id: user.id, name: user.name }, role);
  });
}

export async function updateMember(ctx: Ctx, userId: string, input: unknown): Promise<void> {
  requirePermission(ctx, "member.write");
  const { role } = parseInput(updateMemberSchema, input);
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const member = await findMember(ctx, tx, userId);
    requireAssignable(ctx, role);
    requireAssignable(ctx, member.role);
    if (member.role === "owner" && role !== "owner") await requireAnotherOwner(ctx, tx, userId);
    await tx.membership.updateMany({ where: { organizationId: ctx.organizationId, userId }, data: { role } });
    await finish(ctx, tx, "member.role", member, role);
  });
}

export async function removeMember(ctx: Ctx, userId: string): Promise<void> {
  requirePermission(ctx, "member.write");
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const member = await findMember(ctx, tx, userId);
    requireAssignable(ctx, member.role);
    if (member.role === "owner") await requireAnotherOwner(ctx, tx, userId);
    await tx.membership.deleteMany({ where: { organizationId: ctx.organizationId, userId } });
    await finish(ctx, tx, "member.remove", member, member.role);
  });
}

async function findMember(
  ctx: Ctx,
  tx: Tx,
  userId: string,
): Promise<{ id: string; name: string; role: Role }> {
  const row = await tx.membership.findFirst({
    where: { organizationId: ctx.organizationId, userId },
    include: withUser,
  });
  if (row === null) throw notFound("member");
  return { id: row.user.id, name: row.user.name, role: roleSchema.parse(row.role) };
}

function requireAssignable(ctx: Ctx, role: Role): void {
  if (ctx.role !== null && !canAssign(ctx.role, role))
    throw new AppError("forbidden", `Only an owner may give or take the role ${role}. Nothing was changed.`);
}

/** An organization without an owner could not be managed by anyone. The owners' rows are locked, so two owners cannot leave at once. */
async function requireAnotherOwner(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  await sqlInPrisma(tx).run(
    "SELECT 1 FROM memberships WHERE organization_id = $1::uuid AND role = 'owner' FOR UPDATE",
    [ctx.organizationId],
  );
  const others = await tx.membership.count({
    where: { organizationId: ctx.organizationId, role: "owner", userId: { not: userId } },
  });
  if (others === 0)
    throw new AppError(
      "conflict",
      "This is the only owner. Make somebody else an owner first. Nothing was changed.",
    );
}

async function finish(
  ctx: Ctx,
  tx: Tx,
  action: string,
  member: { id: string; name: string },
  role: Role,
): Promise<void> {
  await writeAudit(
    tx,
    { ...ctx, now: ctx.now() },
    { action, target: { type: "member", id: member.id, name: member.name }, after: { role } },
  );
  await notifyLive(sqlInPrisma(tx), ctx.organizationId, { topics: ["members"], clusters: [] });
}
