import type { Database, Tx } from "./database";

const enterSystem = "SELECT set_config('role', 'edict_system', true)";

/**
 * Sees every organization. Only for sign-in, the built-in library and named sweeps: `system.ts` and `units.ts` beside this
 * file list them all, and dependency-cruiser (rule `system-door`) lets nobody else import it.
 */
export async function forSystem<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.prisma.$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe(enterSystem);
      return await work(tx);
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}
