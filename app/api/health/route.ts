import { consoleServices } from "@/lib/runtime/console";
import { readHealth } from "@/lib/services/health/read-health";

export const dynamic = "force-dynamic";

/** 200 when the console can do its work, 503 with what is wrong otherwise. For load balancers and the start script. */
export async function GET(): Promise<Response> {
  const health = await readHealth(consoleServices());
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
