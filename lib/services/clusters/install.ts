import type { Install } from "@/lib/contracts/api/clusters";
import type { Tx } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
import { renderUninstallCommand } from "@/lib/install/manifest";
import { makeToken } from "../agent/token";

const installTokenMs = 24 * 60 * 60 * 1000;

/** Makes a one-time install token for a cluster; earlier unused ones stop working. The text is in the answer and nowhere else. */
export async function makeInstall(
  tx: Tx,
  scope: { organizationId: string; clusterId: string; consoleUrl: string; now: Date },
): Promise<Install> {
  await tx.installToken.deleteMany({ where: { clusterId: scope.clusterId } });
  const id = uuidv7();
  const { token, secretHash } = makeToken("install", scope.organizationId, id);
  const expiresAt = new Date(scope.now.getTime() + installTokenMs);
  await tx.installToken.create({
    data: {
      organizationId: scope.organizationId,
      id,
      clusterId: scope.clusterId,
      secretHash: Uint8Array.from(secretHash),
      expiresAt,
      createdAt: scope.now,
    },
  });
  const manifestUrl = `${scope.consoleUrl}/install/${token}.yaml`;
  return {
    token,
    manifestUrl,
    applyCommand: `kubectl apply -f "${manifestUrl}"`,
    uninstallCommand: renderUninstallCommand(),
    folderCommand: `EDICT_CONSOLE_URL=${scope.consoleUrl} EDICT_INSTALL_TOKEN=${token} EDICT_CREDENTIAL_FILE=./edict-agent.json node dist/agent.mjs --folder ./manifests`,
    expiresAt: expiresAt.toISOString(),
  };
}
