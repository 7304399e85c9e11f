import { createHash } from "node:crypto";
import type { WireResource } from "@/lib/contracts/wire/protocol";
import { member, text, type JsonObject } from "../json";

/**
 * An object as a cluster would hold it after `kubectl apply`: with a namespace where its kind has them, and with a uid.
 * A uid the manifest brings along is kept (exported objects refer to each other by it); others are derived from group,
 * kind, namespace and name, so that the same object has the same uid in every run.
 */
export function completeObject(raw: JsonObject, resource: WireResource): JsonObject {
  const given = member(raw, "metadata") ?? {};
  const namespace = resource.namespaced ? (text(given, "namespace") ?? "default") : "";
  const name = text(given, "name") ?? "";
  const uid = text(given, "uid") || deriveUid([resource.group, resource.kind, namespace, name]);
  return { ...raw, metadata: { ...given, ...(namespace === "" ? {} : { namespace }), uid } };
}

/** A UUID made from names, in the manner of version 8 (RFC 9562): the same names give the same UUID. */
export function deriveUid(names: string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(names)).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
