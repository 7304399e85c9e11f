import { policyDetailSchema } from "@/lib/contracts/api/policies";
import { idParam, organizationRoute } from "@/lib/http/route";
import { readPolicy } from "@/lib/services/policies/read-policies";
import { updatePolicy } from "@/lib/services/policies/save-policy";
import { deletePolicy } from "@/lib/services/policies/switch-policy";

const id = idParam("policyId", "policy");

export const GET = organizationRoute({
  response: policyDetailSchema,
  handler: (ctx, { params }) => readPolicy(ctx, id(params)),
});
export const PUT = organizationRoute({
  response: policyDetailSchema,
  handler: (ctx, { params, body }) => updatePolicy(ctx, id(params), body),
});
export const DELETE = organizationRoute({
  status: 204,
  handler: (ctx, { params }) => deletePolicy(ctx, id(params)),
});
