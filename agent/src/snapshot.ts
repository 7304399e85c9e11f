import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import type { WireResource } from "@/lib/contracts/wire/protocol";
import { hashText, type PackedHash } from "./hash";
import { member, own, text, type JsonObject } from "./json";
import { redact } from "./redact";
import type { Mask } from "./redaction/mask";

/** One object as it leaves the cluster. */
export interface Snapshot {
  uid: string;
  hash: PackedHash;
  /** Canonical JSON of the redacted object: the very text that was hashed. */
  text: string;
  /** `namespace/name` or `name`, for messages. */
  label: string;
  manager?: string;
  changedAt?: string;
  redacted: string[];
  redactedCount: number;
}

/** Redacts and hashes one object as read. Undefined for an object without a uid, which no API server stores. */
export function takeSnapshot(raw: JsonObject, resource: WireResource, mask: Mask): Snapshot | undefined {
  const metadata = member(raw, "metadata");
  const uid = text(metadata, "uid");
  if (uid === undefined || uid === "") return undefined;
  // Items of built-in lists come without these two, items of watches with them: set them, or the hashes differ.
  const listedIn = resource.group === "" ? resource.version : `${resource.group}/${resource.version}`;
  const apiVersion = text(raw, "apiVersion") || listedIn;
  const { object, pointers, count } = redact({ ...raw, apiVersion, kind: resource.kind }, mask);
  const canonical = canonicalJson(object);
  const namespace = text(metadata, "namespace");
  const name = text(metadata, "name") ?? uid;
  return {
    uid,
    hash: hashText(canonical),
    text: canonical,
    label: namespace === undefined ? name : `${namespace}/${name}`,
    ...lastChange(metadata),
    redacted: pointers,
    redactedCount: count,
  };
}

/** Who changed the object last, and when, by its managedFields. */
function lastChange(metadata: JsonObject | undefined): { manager?: string; changedAt?: string } {
  const fields = own(metadata, "managedFields");
  if (!Array.isArray(fields)) return {};
  let manager: string | undefined;
  let changedAt: string | undefined;
  for (const field of fields) {
    const time = text(field, "time");
    // API servers write all times in one form (UTC, whole seconds), which sorts as text.
    if (text(field, "subresource") === "status" || time === undefined) continue;
    if (changedAt !== undefined && time < changedAt) continue;
    changedAt = time.slice(0, 40);
    manager = text(field, "manager")?.slice(0, 512);
  }
  return { manager, changedAt };
}
