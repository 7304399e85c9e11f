import { registerRequestSchema } from "@/lib/contracts/wire/protocol";
import { agentJson } from "@/lib/http/agent";
import { rawRoute } from "@/lib/http/route";
import { registerAgent } from "@/lib/services/agent/register";

export const POST = rawRoute(
  async (services, request) =>
    await registerAgent(services, await agentJson(request, registerRequestSchema), new Date()),
);
