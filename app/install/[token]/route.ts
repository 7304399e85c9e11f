import { consoleUrl, rawRoute } from "@/lib/http/route";
import { renderInstall } from "@/lib/services/agent/render-install";

/** `kubectl apply -f` reads this. The token in the address is the only credential; the manifest is never cached. */
export const GET = rawRoute(async (services, request, params) => {
  const manifest = await renderInstall(
    services,
    (params["token"] ?? "").replace(/\.yaml$/, ""),
    consoleUrl(request),
    new Date(),
  );
  return new Response(manifest, {
    headers: { "content-type": "application/yaml; charset=utf-8", "cache-control": "no-store" },
  });
});
