import { ndjsonResponse } from "@/lib/http/ndjson";
import { organizationRoute } from "@/lib/http/route";
import { previewPack } from "@/lib/services/packs/preview-pack";

export const POST = organizationRoute({
  handler: async (ctx, { body, params, request }) =>
    ndjsonResponse(await previewPack(ctx, String(params.packId), body), request.signal),
});
