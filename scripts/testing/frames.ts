import type { Frame, WireResource } from "@/lib/contracts/wire/protocol";
import { resources } from "./templates";

/** The uid that `upsertOf` gives a ConfigMap of `configMap`. */
export function uidOf(name: string): string {
  return `ConfigMap-shop-${name}`;
}

/** The end of a complete list: these uids are all there are. */
export function listed(resource: WireResource, ...uids: string[]): Extract<Frame, { type: "listed" }> {
  return { type: "listed", resource, uids, redactedFields: 0 };
}

/** What the agent knows of a kind. */
export function kindState(
  resource: WireResource,
  state: Extract<Frame, { type: "kind" }>["state"],
): Extract<Frame, { type: "kind" }> {
  return { type: "kind", resource, state };
}

/** An object that is gone. */
export function deletion(
  uid: string,
  { group, kind }: Pick<WireResource, "group" | "kind"> = resources.configMap,
): Extract<Frame, { type: "delete" }> {
  return { type: "delete", group, kind, uid };
}
