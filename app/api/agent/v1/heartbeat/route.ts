import { heartbeatRequestSchema } from "@/lib/contracts/wire/protocol";
import { agentContext, agentJson } from "@/lib/http/agent";
import { rawRoute } from "@/lib/http/route";
import { heartbeat } from "@/lib/services/agent/hello";

export const POST = rawRoute(async (services, request) => {
  const { ctx, clusterId } = await agentContext(services, request);
  return await heartbeat(ctx, clusterId, await agentJson(request, heartbeatRequestSchema));
});
