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
  /**
   * NDJSON line with its line feed. A string and not a Buffer: the heap is compacted, while thousands of small Buffers,
   * freed in any order, leave the process with memory it can never give back.
   */
  line: string;
  /** UTF-8 length of the line. */
  bytes: number;
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
  return entry("upsert", resource, { uid, label, line: `${head.slice(0, -1)},"object":${snapshot.text}}\n` });
}

/** An object that is gone. */
export function deleteEntry(resource: WireResource, uid: string): OutboxEntry {
  const { group, kind } = resource;
  const line = lineOf({ type: "delete", group, kind, uid });
  return entry("delete", resource, { uid, label: uid, line });
}

/** A kind was listed to its end. */
export function listedEntry(resource: WireResource, uids: string[], redactedFields: number): OutboxEntry {
  const line = lineOf({ type: "listed", resource, uids, redactedFields });
  return entry("listed", resource, { uid: "", label: "list", line });
}

/** How reading a kind goes. */
export function kindEntry(
  resource: WireResource,
  state: KindFrame["state"],
  details: { message?: string; total?: number },
): OutboxEntry {
  const message = details.message?.slice(0, 1_000);
  const line = lineOf({ type: "kind", resource, state, ...details, message });
  return entry("kind", resource, { uid: "", label: state, line });
}

function lineOf(frame: object): string {
  return JSON.stringify(frame) + "\n";
}

function entry(
  type: OutboxEntry["type"],
  resource: WireResource,
  parts: Pick<OutboxEntry, "uid" | "label" | "line">,
): OutboxEntry {
  return { type, resource, kind: kindKey(resource), ...parts, bytes: Buffer.byteLength(parts.line) };
}
