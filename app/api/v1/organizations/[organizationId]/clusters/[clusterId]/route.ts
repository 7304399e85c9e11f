import { clusterDetailSchema } from "@/lib/contracts/api/clusters";
import { idParam, organizationRoute } from "@/lib/http/route";
import { removeCluster, updateCluster } from "@/lib/services/clusters/change-cluster";
import { readCluster } from "@/lib/services/clusters/read-clusters";

const id = idParam("clusterId", "cluster");

export const GET = organizationRoute({
  response: clusterDetailSchema,
  handler: (ctx, { params }) => readCluster(ctx, id(params)),
});
export const PATCH = organizationRoute({
  response: clusterDetailSchema,
  handler: (ctx, { params, body }) => updateCluster(ctx, id(params), body),
});
export const DELETE = organizationRoute({
  status: 204,
  handler: (ctx, { params }) => removeCluster(ctx, id(params)),
});
