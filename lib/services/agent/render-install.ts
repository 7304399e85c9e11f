import { forOrganization } from "@/lib/data/database";
import { renderInstallManifest } from "@/lib/install/manifest";
import type { Services } from "../context";
import { notFound } from "../errors";
import { parseToken, sameSecret } from "./token";

/** The install manifest for a token that is known and alive; anything else does not exist. Fetching it uses nothing up. */
export async function renderInstall(
  services: Services,
  token: string,
  consoleUrl: string,
  now: Date,
): Promise<string> {
  const missing = notFound("install line");
  const parsed = parseToken("install", token);
  if (parsed === null) throw missing;
  const row = await forOrganization(services.db, parsed.organizationId, (tx) =>
    tx.installToken.findFirst({ where: { id: parsed.id }, include: { cluster: true } }),
  );
  if (row === null || !sameSecret(row.secretHash, parsed.secretHash) || row.expiresAt < now) throw missing;
  return renderInstallManifest({
    consoleUrl,
    installToken: token,
    image: services.settings.agentImage,
    imagePullPolicy: "IfNotPresent",
    clusterName: row.cluster.name,
  });
}
