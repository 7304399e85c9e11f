import { z } from "zod";
import { clusterSchema, createdClusterSchema } from "@/lib/contracts/api/clusters";
import { consoleUrl, organizationRoute } from "@/lib/http/route";
import { createCluster } from "@/lib/services/clusters/create-cluster";
import { listClusters } from "@/lib/services/clusters/read-clusters";

export const GET = organizationRoute({
  response: z.object({ items: z.array(clusterSchema) }),
  handler: (ctx) => listClusters(ctx),
});
export const POST = organizationRoute({
  response: createdClusterSchema,
  status: 201,
  handler: (ctx, { body, request }) => createCluster(ctx, body, consoleUrl(request)),
});
