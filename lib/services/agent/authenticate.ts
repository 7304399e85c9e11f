import { forOrganization } from "@/lib/data/database";
import type { Ctx, Services } from "../context";
import { AppError } from "../errors";
import { parseToken, sameSecret } from "./token";

/**
 * The context of an agent from its credential. Read at every request: a credential that was revoked stops working with the
 * next batch.
 */
export async function authenticateAgent(
  services: Services,
  credential: string,
  now: () => Date,
): Promise<{ ctx: Ctx; clusterId: string }> {
  const refused = new AppError(
    "unauthenticated",
    "This agent's credential was revoked or never existed. Install the agent again from the cluster's page.",
  );
  const parsed = parseToken("agent", credential);
  if (parsed === null) throw refused;
  const row = await forOrganization(services.db, parsed.organizationId, (tx) =>
    tx.agentCredential.findFirst({
      where: { id: parsed.id, revokedAt: null },
      include: { cluster: { select: { id: true, name: true } } },
    }),
  );
  if (row === null || !sameSecret(row.secretHash, parsed.secretHash)) throw refused;
  const actor = { type: "agent" as const, clusterId: row.cluster.id, name: `Agent of ${row.cluster.name}` };
  return {
    ctx: { services, organizationId: parsed.organizationId, actor, role: null, now },
    clusterId: row.cluster.id,
  };
}
