import { agentContext, readBatch } from "@/lib/http/agent";
import { rawRoute } from "@/lib/http/route";
import { applyBatch } from "@/lib/services/ingest/apply-batch";

export const POST = rawRoute(async (services, request) => {
  // The credential is checked before a byte of the body is read.
  const { ctx, clusterId } = await agentContext(services, request);
  const { header, frames } = await readBatch(request);
  return await applyBatch(ctx, clusterId, header, frames);
});
