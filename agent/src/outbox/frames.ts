import { kindKey, type KindFrame, type WireResource } from "@/lib/contracts/wire/protocol";
import { hashToHex } from "../hash";
import type { Snapshot } from "../snapshot";

/** One frame ready for the wire. Only its line is kept, never the object it was made from. */
export interface OutboxEntry {
  type: "upsert" | "delete" | "listed" | "kind";
  resource: WireResource;
  /** `kindKey` of the resource. */
  kind: string;
  /** uid of the object; empty for frames about a whole kind. */
  uid: string;
  /** What to call it in messages: `namespace/name`. */
  label: string;
  /** NDJSON line with its line feed. */
  line: Buffer;
}

/** A new or changed object. The object's canonical text goes into the line as it was hashed. */
export function upsertEntry(resource: WireResource, snapshot: Snapshot): OutboxEntry {
  const { uid, hash, manager, changedAt, redacted, label } = snapshot;
  const head = JSON.stringify({
    type: "upsert",
    resource,
    uid,
    hash: hashToHex(hash),
    manager,
    changedAt,
    ...(redacted.length === 0 ? {} : { redacted }),
  });
  const line = Buffer.from(`${head.slice(0, -1)},"object":${snapshot.text}}\n`);
  return { type: "upsert", resource, kind: kindKey(resource), uid, label, line };
}

/** An object that is gone. */
export function deleteEntry(resource: WireResource, uid: string): OutboxEntry {
  const { group, kind } = resource;
  const line = lineOf({ type: "delete", group, kind, uid });
  return { type: "delete", resource, kind: kindKey(resource), uid, label: uid, line };
}

/** A kind was listed to its end. */
export function listedEntry(resource: WireResource, uids: string[], redactedFields: number): OutboxEntry {
  const line = lineOf({ type: "listed", resource, uids, redactedFields });
  return { type: "listed", resource, kind: kindKey(resource), uid: "", label: "list", line };
}

/** How reading a kind goes. */
export function kindEntry(
  resource: WireResource,
  state: KindFrame["state"],
  details: { message?: string; total?: number },
): OutboxEntry {
  const message = details.message?.slice(0, 1_000);
  const line = lineOf({ type: "kind", resource, state, ...details, message });
  return { type: "kind", resource, kind: kindKey(resource), uid: "", label: state, line };
}

function lineOf(frame: object): Buffer {
  return Buffer.from(JSON.stringify(frame) + "\n");
}
