import { policyDetailSchema } from "@/lib/contracts/api/policies";
import { idParam, organizationRoute } from "@/lib/http/route";
import { resumePolicy } from "@/lib/services/policies/switch-policy";

const id = idParam("policyId", "policy");

export const POST = organizationRoute({
  response: policyDetailSchema,
  handler: (ctx, { params }) => resumePolicy(ctx, id(params)),
});
