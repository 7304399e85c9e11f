import { z } from "zod";
import { sqlInPrisma, type Database, type Tx } from "./database";
import { LIBRARY_ORGANIZATION_ID } from "./ids";
import { forSystem } from "./system-door";

const unitRow = z
  .object({
    digest: z.string(),
    entrypoint: z.string(),
    module_digest: z.string(),
    reads_review: z.boolean(),
    reads_inventory: z.boolean(),
  })
  .transform((row) => ({
    digest: row.digest,
    entrypoint: row.entrypoint,
    moduleDigest: row.module_digest,
    readsReview: row.reads_review,
    readsInventory: row.reads_inventory,
  }));

/** Where a compiled template is found: an entry point of a module. */
export type StoredUnitHead = z.infer<typeof unitRow>;

const moduleRow = z.object({
  digest: z.string(),
  wasm: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  plan: z.string().nullable(),
});

/** A compiled program: Wasm, and OPA's plan where the library's author wrote it. */
export type StoredModule = z.infer<typeof moduleRow>;

export interface StoredUnit extends StoredUnitHead {
  readonly module: StoredModule;
}

/**
 * A compiled unit by digest, whoever published it: a digest covers the whole source, so equal digests are equal programs
 * and a worker keeps each once for all organizations. Digests reach the judge only from template versions that the
 * organization may read.
 */
export async function findUnitAnywhere(db: Database, digest: string): Promise<StoredUnitHead | null> {
  const rows = await forSystem(db, (tx) =>
    sqlInPrisma(tx).rows(
      unitRow,
      `SELECT digest, entrypoint, module_digest, reads_review, reads_inventory FROM compiled_units WHERE digest = $1
        ORDER BY organization_id = $2::uuid DESC LIMIT 1`,
      [digest, LIBRARY_ORGANIZATION_ID],
    ),
  );
  return rows[0] ?? null;
}

/** A module by digest, whoever published it; see `findUnitAnywhere`. */
export async function findModuleAnywhere(db: Database, digest: string): Promise<StoredModule | null> {
  const rows = await forSystem(db, (tx) =>
    sqlInPrisma(tx).rows(
      moduleRow,
      `SELECT digest, wasm, plan FROM compiled_modules WHERE digest = $1
        ORDER BY organization_id = $2::uuid DESC LIMIT 1`,
      [digest, LIBRARY_ORGANIZATION_ID],
    ),
  );
  return rows[0] ?? null;
}

/** Stores a unit and its module beside the template version that needs it. */
export async function storeUnit(tx: Tx, organizationId: string, unit: StoredUnit): Promise<void> {
  await storeModule(tx, organizationId, unit.module);
  await storeHeads(tx, organizationId, [unit]);
}

export async function storeModule(tx: Tx, organizationId: string, module: StoredModule): Promise<void> {
  await sqlInPrisma(tx).run(
    `INSERT INTO compiled_modules (organization_id, digest, wasm, plan) VALUES ($1::uuid, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
    [organizationId, module.digest, module.wasm, module.plan],
  );
}

/** Stores units whose modules are there. A unit that is known moves to the module it is now linked into. */
export async function storeHeads(
  tx: Tx,
  organizationId: string,
  heads: readonly StoredUnitHead[],
): Promise<void> {
  await sqlInPrisma(tx).run(
    `INSERT INTO compiled_units (organization_id, digest, entrypoint, module_digest, reads_review, reads_inventory)
       SELECT $1::uuid, * FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[])
     ON CONFLICT (organization_id, digest) DO UPDATE SET module_digest = excluded.module_digest
       WHERE compiled_units.module_digest <> excluded.module_digest`,
    [
      organizationId,
      heads.map((head) => head.digest),
      heads.map((head) => head.entrypoint),
      heads.map((head) => head.moduleDigest),
      heads.map((head) => head.readsReview),
      heads.map((head) => head.readsInventory),
    ],
  );
}

/** Deletes modules that no unit is linked into any more. */
export async function deleteUnusedModules(tx: Tx, organizationId: string): Promise<void> {
  await sqlInPrisma(tx).run(
    `DELETE FROM compiled_modules m WHERE m.organization_id = $1::uuid
        AND NOT EXISTS (SELECT 1 FROM compiled_units u WHERE u.organization_id = m.organization_id AND u.module_digest = m.digest)`,
    [organizationId],
  );
}
