import { setMaxListeners } from "node:events";
import { abortReason } from "./pause";

/**
 * Runs `body` with a signal of its own, which follows `parent` and is aborted when `body` ends: whatever was started
 * inside ends with it. The link to the parent is cut afterwards, so long-lived parents collect no listeners.
 */
export async function withScope<T>(
  parent: AbortSignal,
  body: (signal: AbortSignal, abort: (reason: Error) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // A hundred watches listen to one signal; that is no leak.
  setMaxListeners(0, controller.signal);
  const follow = () => controller.abort(abortReason(parent));
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  try {
    return await body(controller.signal, (reason) => controller.abort(reason));
  } finally {
    parent.removeEventListener("abort", follow);
    controller.abort(new ScopeEnded());
  }
}

/** Reason of an abort because the work around it is over. */
export class ScopeEnded extends Error {
  override name = "ScopeEnded";
  constructor() {
    super("the work around it is over");
  }
}
