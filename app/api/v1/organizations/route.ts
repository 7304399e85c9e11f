import { organizationSchema } from "@/lib/contracts/api/account";
import { userRoute } from "@/lib/http/route";
import { createOrganization } from "@/lib/services/accounts/create-organization";

export const POST = userRoute({
  response: organizationSchema,
  status: 201,
  handler: (services, user, { body }) => createOrganization(services, user, body),
});
