import { switchedOnPackSchema } from "@/lib/contracts/api/packs";
import { organizationRoute } from "@/lib/http/route";
import { switchOnPack } from "@/lib/services/packs/switch-on-pack";

export const POST = organizationRoute({
  response: switchedOnPackSchema,
  status: 201,
  handler: (ctx, { body, params }) => switchOnPack(ctx, String(params.packId), body),
});
