import { createOrganizationSchema, type Me, type Organization } from "@/lib/contracts/api/account";
import { roleSchema } from "@/lib/contracts/api/common";
import { forOrganization } from "@/lib/data/database";
import { createOrganizationWithOwner, membershipsOf } from "@/lib/data/system";
import { writeAudit } from "../audit/write";
import { parseInput, type Services } from "../context";

interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
}

export function organizationOf(row: OrganizationRow): Organization {
  return { id: row.id, slug: row.slug, name: row.name, createdAt: row.createdAt.toISOString() };
}

/** Addresses of pages that a slug must not shadow. */
const reservedSlugs = new Set([
  "api",
  "sign-in",
  "sign-up",
  "welcome",
  "install",
  "settings",
  "new",
  "edict",
]);

export async function createOrganization(
  services: Services,
  user: { id: string; name: string },
  input: unknown,
): Promise<Organization> {
  const { name } = parseInput(createOrganizationSchema, input);
  const organization = await createOrganizationWithOwner(services.db, {
    name,
    slugBase: slugOf(name),
    userId: user.id,
  });
  await forOrganization(services.db, organization.id, (tx) =>
    writeAudit(
      tx,
      { organizationId: organization.id, actor: { type: "user", ...user }, now: new Date() },
      {
        action: "organization.create",
        target: { type: "organization", id: organization.id, name },
      },
    ),
  );
  return organizationOf(organization);
}

/** Letters and digits of the name, joined by dashes; a name without any becomes `organization`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  const slug = plain === "" ? "organization" : plain;
  return reservedSlugs.has(slug) ? `${slug}-org` : slug;
}

export async function readMe(
  services: Services,
  user: { id: string; name: string; email: string },
): Promise<Me> {
  const memberships = await membershipsOf(services.db, user.id);
  return {
    user,
    memberships: memberships.map((row) => ({
      organization: organizationOf(row.organization),
      role: roleSchema.parse(row.role),
    })),
  };
}
