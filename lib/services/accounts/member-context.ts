import { roleSchema } from "@/lib/contracts/api/common";
import { forOrganization } from "@/lib/data/database";
import type { Ctx, Services } from "../context";
import { notFound } from "../errors";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The context of a member. The organization's id comes from the address, so membership is read each time, inside the
 * organization itself.
 *
 * @throws AppError `not_found`, the same for an organization that does not exist and one the person is not a member of.
 */
export async function memberContext(
  services: Services,
  user: { id: string; name: string },
  organizationId: string,
  now: () => Date,
): Promise<Ctx> {
  if (!uuid.test(organizationId)) throw notFound("organization");
  const membership = await forOrganization(services.db, organizationId, (tx) =>
    tx.membership.findFirst({ where: { organizationId, userId: user.id }, select: { role: true } }),
  );
  if (membership === null) throw notFound("organization");
  return {
    services,
    organizationId,
    actor: { type: "user", id: user.id, name: user.name },
    role: roleSchema.parse(membership.role),
    now,
  };
}
