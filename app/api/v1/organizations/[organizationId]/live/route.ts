import { liveStream } from "@/lib/http/live-stream";
import { organizationRoute } from "@/lib/http/route";

export const dynamic = "force-dynamic";
export const GET = organizationRoute({
  handler: (ctx, { request }) => Promise.resolve(liveStream(ctx, request)),
});
