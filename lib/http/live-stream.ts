import type { LiveFrame } from "@/lib/contracts/live/frames";
import { liveHub, mergeFrames } from "@/lib/runtime/live-hub";
import { memberContext } from "@/lib/services/accounts/member-context";
import type { Ctx } from "@/lib/services/context";

const mergeMs = 400;
const keepAliveMs = 15_000;
/** Membership is looked at again this often while a stream is open. */
const recheckMs = 30_000;

/** The live stream of one tab (server-sent events). The caller has authorised it; it ends when the member is removed. */
export function liveStream(ctx: Ctx, request: Request): Response {
  const encoder = new TextEncoder();
  let close = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let sequence = Date.now();
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          close();
        }
      };
      const send = (frame: LiveFrame) =>
        write(`id: ${String(++sequence)}\nevent: change\ndata: ${JSON.stringify(frame)}\n\n`);
      const merged = mergeFrames(send, mergeMs);
      const unsubscribe = liveHub().subscribe(ctx.organizationId, merged.push);
      const keepAlive = setInterval(() => write(": still here\n\n"), keepAliveMs);
      const recheck = setInterval(() => {
        stillMember(ctx).then((member) => {
          if (!member) close();
        }, close);
      }, recheckMs);
      close = () => {
        clearInterval(keepAlive);
        clearInterval(recheck);
        merged.stop();
        unsubscribe();
        try {
          controller.close();
        } catch {
          // Closed by the other end already.
        }
      };
      request.signal.addEventListener("abort", close);
      // Headers go out with the first chunk.
      write(": connected\nretry: 1000\n\n");
      if (request.headers.has("last-event-id")) send({ topics: ["resync"], clusters: [] });
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function stillMember(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.type !== "user") return false;
  return await memberContext(ctx.services, ctx.actor, ctx.organizationId, ctx.now).then(
    () => true,
    () => false,
  );
}
