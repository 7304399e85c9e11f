import { z } from "zod";
import { policyDetailSchema, policySchema } from "@/lib/contracts/api/policies";
import { organizationRoute } from "@/lib/http/route";
import { listPolicies } from "@/lib/services/policies/read-policies";
import { createPolicy } from "@/lib/services/policies/save-policy";

export const GET = organizationRoute({
  response: z.object({ items: z.array(policySchema) }),
  handler: (ctx) => listPolicies(ctx),
});
export const POST = organizationRoute({
  response: policyDetailSchema,
  status: 201,
  handler: (ctx, { body }) => createPolicy(ctx, body),
});
