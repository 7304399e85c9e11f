import { installSchema } from "@/lib/contracts/api/clusters";
import { consoleUrl, idParam, organizationRoute } from "@/lib/http/route";
import { rotateCredential } from "@/lib/services/clusters/change-cluster";

const id = idParam("clusterId", "cluster");

export const POST = organizationRoute({
  response: installSchema,
  status: 201,
  handler: (ctx, { params, request }) => rotateCredential(ctx, id(params), consoleUrl(request)),
});
