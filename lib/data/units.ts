import { sqlInPrisma, type Database, type Tx } from "./database";
import { forSystem } from "./system-door";
import { loadUnit, type StoredUnit } from "./evaluation/load";

/**
 * A compiled unit by digest, whoever published it: a digest covers the whole source, so equal digests are equal programs
 * and a worker keeps each once for all organizations. Digests reach the judge only from template versions that the
 * organization may read.
 */
export async function loadUnitAnywhere(db: Database, digest: string): Promise<StoredUnit | null> {
  return await forSystem(db, (tx) => loadUnit(sqlInPrisma(tx), digest));
}

/** Stores a unit beside the template version that needs it. */
export async function storeUnit(tx: Tx, organizationId: string, unit: StoredUnit): Promise<void> {
  await sqlInPrisma(tx).run(
    `INSERT INTO compiled_units (organization_id, digest, entrypoint, wasm, reads_review, reads_inventory)
     VALUES ($1::uuid, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [organizationId, unit.digest, unit.entrypoint, unit.wasm, unit.readsReview, unit.readsInventory],
  );
}
