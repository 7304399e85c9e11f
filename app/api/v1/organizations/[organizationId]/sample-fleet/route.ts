import { sampleFleetSchema } from "@/lib/contracts/api/clusters";
import { organizationRoute } from "@/lib/http/route";
import { addSampleFleet, readFleet, removeSampleFleet } from "@/lib/services/samples/sample-fleet";

export const GET = organizationRoute({ response: sampleFleetSchema, handler: (ctx) => readFleet(ctx) });
export const POST = organizationRoute({
  response: sampleFleetSchema,
  status: 201,
  handler: (ctx) => addSampleFleet(ctx),
});
export const DELETE = organizationRoute({
  response: sampleFleetSchema,
  handler: (ctx) => removeSampleFleet(ctx),
});
