import { z } from "zod";
import { sqlInPrisma, type Database, type Tx } from "./database";
import { forSystem } from "./system-door";
import { LIBRARY_ORGANIZATION_ID, uuidv7 } from "./ids";

/**
 * Everything that may see more than one organization. Each function says why it must; there is no other user of
 * `forSystem` (dependency-cruiser rule `system-door`).
 */

/** Sign-in: nobody is in an organization yet. */
export async function findUserByEmail(db: Database, email: string) {
  return await forSystem(db, (tx) => tx.user.findUnique({ where: { email } }));
}

export async function findUserById(db: Database, id: string) {
  return await forSystem(db, (tx) => tx.user.findUnique({ where: { id }, omit: { passwordHash: true } }));
}

/** Sign-up. Null where the address is taken; the caller must not tell. */
export async function createUser(db: Database, user: { email: string; name: string; passwordHash: string }) {
  return await forSystem(db, async (tx) => {
    const id = uuidv7();
    // One statement: of two sign-ups with one address at the same moment, one is told what an hour later it would be.
    const { count } = await tx.user.createMany({ data: [{ id, ...user }], skipDuplicates: true });
    return count === 0 ? null : await tx.user.findUnique({ where: { id }, omit: { passwordHash: true } });
  });
}

/** The organizations a person may switch between. */
export async function membershipsOf(db: Database, userId: string) {
  return await forSystem(db, (tx) =>
    tx.membership.findMany({
      where: { userId },
      include: { organization: true },
      orderBy: { organization: { name: "asc" } },
    }),
  );
}

/** A new organization has no member who could act in it yet; the founder becomes its owner in the same transaction. */
export async function createOrganizationWithOwner(
  db: Database,
  input: { name: string; slugBase: string; userId: string },
) {
  return await forSystem(db, async (tx) => {
    const slug = await freeSlug(tx, input.slugBase);
    const organization = await tx.organization.create({ data: { id: uuidv7(), slug, name: input.name } });
    await tx.membership.create({
      data: { organizationId: organization.id, userId: input.userId, role: "owner" },
    });
    return organization;
  });
}

async function freeSlug(tx: Tx, base: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? base : `${base}-${attempt}`;
    if ((await tx.organization.findUnique({ where: { slug } })) === null) return slug;
  }
}

const attemptRow = z.object({ count: z.number() });

/**
 * Counts an attempt in a fixed window and says whether it is within the limit. Guards doors in front of any organization.
 *
 * @param key a hash, never an address in clear.
 */
export async function countAttempt(
  db: Database,
  key: string,
  windowMs: number,
  max: number,
): Promise<boolean> {
  return await forSystem(db, async (tx) => {
    const rows = await sqlInPrisma(tx).rows(
      attemptRow,
      `INSERT INTO rate_limits AS r (key, window_started_at, count) VALUES ($1, now(), 1)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN r.window_started_at < now() - make_interval(secs => $2::float8) THEN 1 ELSE r.count + 1 END,
         window_started_at = CASE WHEN r.window_started_at < now() - make_interval(secs => $2::float8) THEN now() ELSE r.window_started_at END
       RETURNING count`,
      [key, windowMs / 1000],
    );
    return (rows[0]?.count ?? 0) <= max;
  });
}

/** Sample agents are started by the worker for whichever organization asked for them. */
export async function organizationsWithSampleClusters(db: Database): Promise<string[]> {
  const rows = await forSystem(db, (tx) =>
    tx.cluster.findMany({
      where: { sample: true },
      distinct: ["organizationId"],
      select: { organizationId: true },
    }),
  );
  return rows.map((row) => row.organizationId);
}

/** The built-in library belongs to no tenant; publishing it is the only write to its organization. */
export async function asLibrary<T>(
  db: Database,
  work: (tx: Tx, libraryOrganizationId: string) => Promise<T>,
): Promise<T> {
  return await forSystem(db, (tx) => work(tx, LIBRARY_ORGANIZATION_ID));
}
