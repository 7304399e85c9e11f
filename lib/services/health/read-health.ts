import type { Services } from "../context";

export async function readHealth(
  services: Services,
): Promise<{ ok: boolean; version: string; database: "ok" | "unreachable" }> {
  const database = await services.db.pool.query("SELECT 1").then(
    () => "ok" as const,
    () => "unreachable" as const,
  );
  return { ok: database === "ok", version: services.settings.version, database };
}
