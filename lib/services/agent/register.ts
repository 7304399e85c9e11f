import type { RegisterRequest, RegisterResponse } from "@/lib/contracts/wire/protocol";
import { forOrganization, sqlInPrisma } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
import { notifyLive } from "@/lib/data/notify";
import { writeAudit } from "../audit/write";
import type { Services } from "../context";
import { AppError } from "../errors";
import { makeToken, parseToken, sameSecret } from "./token";

const refused = new AppError(
  "unauthenticated",
  "This install token is unknown, expired or already used. Make a new one on the cluster's page in the console.",
);

/**
 * Exchanges an install token for the agent's own credential. The token works once; the same cluster may use it again while
 * it lives, because a pod may die between the exchange and keeping the credential. Earlier credentials are revoked.
 *
 * @throws AppError `unauthenticated` with the same words for every kind of bad token.
 */
export async function registerAgent(
  services: Services,
  input: RegisterRequest,
  now: Date,
): Promise<RegisterResponse> {
  const parsed = parseToken("install", input.installToken);
  if (parsed === null) throw refused;
  return await forOrganization(services.db, parsed.organizationId, async (tx) => {
    // Two agents with one token take turns: the second finds it used.
    await sqlInPrisma(tx).run(
      "SELECT 1 FROM install_tokens WHERE organization_id = edict_organization() AND id = $1::uuid FOR UPDATE",
      [parsed.id],
    );
    const token = await tx.installToken.findFirst({ where: { id: parsed.id }, include: { cluster: true } });
    if (token === null || !sameSecret(token.secretHash, parsed.secretHash) || token.expiresAt < now)
      throw refused;
    if (token.usedByClusterUid !== null && token.usedByClusterUid !== input.clusterUid) throw refused;
    const { cluster } = token;
    const id = uuidv7();
    const credential = makeToken("agent", parsed.organizationId, id);
    await tx.agentCredential.updateMany({
      where: { clusterId: cluster.id, revokedAt: null },
      data: { revokedAt: now },
    });
    await tx.agentCredential.create({
      data: {
        organizationId: parsed.organizationId,
        id,
        clusterId: cluster.id,
        secretHash: Uint8Array.from(credential.secretHash),
        createdAt: now,
      },
    });
    await tx.installToken.updateMany({
      where: { id: token.id },
      data: { usedByClusterUid: input.clusterUid, usedAt: now },
    });
    await tx.cluster.updateMany({
      where: { id: cluster.id },
      data: { clusterUid: input.clusterUid, source: input.source, agentVersion: input.agentVersion },
    });
    await writeAudit(
      tx,
      {
        organizationId: parsed.organizationId,
        actor: { type: "agent", clusterId: cluster.id, name: `Agent of ${cluster.name}` },
        now,
      },
      {
        action: "agent.register",
        target: { type: "cluster", id: cluster.id, name: cluster.name },
        after: { source: input.source, agentVersion: input.agentVersion },
      },
    );
    await notifyLive(sqlInPrisma(tx), parsed.organizationId, {
      topics: ["clusters"],
      clusters: [cluster.id],
    });
    return { clusterId: cluster.id, clusterName: cluster.name, credential: credential.token };
  });
}
