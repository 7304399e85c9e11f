import { ndjsonResponse } from "@/lib/http/ndjson";
import { organizationRoute } from "@/lib/http/route";
import { previewPolicy } from "@/lib/services/preview/preview-policy";

export const POST = organizationRoute({
  handler: async (ctx, { body, request }) => ndjsonResponse(await previewPolicy(ctx, body), request.signal),
});
