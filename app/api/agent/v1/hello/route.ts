import { helloRequestSchema } from "@/lib/contracts/wire/protocol";
import { agentContext, agentJson } from "@/lib/http/agent";
import { rawRoute } from "@/lib/http/route";
import { helloAgent } from "@/lib/services/agent/hello";

export const POST = rawRoute(async (services, request) => {
  const { ctx, clusterId } = await agentContext(services, request);
  return await helloAgent(ctx, clusterId, await agentJson(request, helloRequestSchema));
});
