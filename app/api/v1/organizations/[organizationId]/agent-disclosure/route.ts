import { agentDisclosureSchema } from "@/lib/contracts/api/clusters";
import { organizationRoute } from "@/lib/http/route";
import { readDisclosure } from "@/lib/services/clusters/disclosure";

export const GET = organizationRoute({
  response: agentDisclosureSchema,
  handler: (ctx) => Promise.resolve(readDisclosure(ctx)),
});
