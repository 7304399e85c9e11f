import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import type { Frame, UpsertFrame, WireResource } from "@/lib/contracts/wire/protocol";
import type { IncomingEntity } from "@/lib/data/ingest/upsert";
import { labelsOf, ownerOf, refOf } from "@/lib/domain/entity";
import { isDeeperThan } from "@/lib/domain/json";
import { invalidInput, type AppError } from "../errors";

/** Real objects stay below 100; beyond this, whoever walks an object later could exhaust the stack. */
const depthMax = 500;
const nameLengthMax = 253;

/** An upsert that was checked, with its place in the batch. */
export interface IncomingUpsert {
  index: number;
  entity: IncomingEntity;
}

/**
 * Checks every frame of a batch against what it says of itself and takes the objects apart.
 *
 * @throws AppError `invalid_input` with the path of the first frame that is wrong; the batch is refused as a whole.
 */
export function checkFrames(frames: readonly Frame[]): IncomingUpsert[] {
  return frames.flatMap((frame, index) => {
    checkIdentifiers(frame, index);
    return frame.type === "upsert" ? [{ index, entity: incomingOf(frame, index) }] : [];
  });
}

function wrong(index: number, path: string, message: string): AppError {
  return invalidInput(
    [{ path: `frames.${index}.${path}`, message }],
    "The batch was refused as a whole; nothing of it was stored.",
  );
}

function checkIdentifiers(frame: Frame, index: number): void {
  const uids = frame.type === "listed" ? frame.uids : frame.type === "kind" ? [] : [frame.uid];
  if (uids.some(hasControlCharacter))
    throw wrong(index, frame.type === "listed" ? "uids" : "uid", "A uid has no control characters.");
  const { group, kind, version, resource }: Partial<WireResource> =
    frame.type === "delete" ? frame : frame.resource;
  if ([group, kind, version, resource].some((text) => text !== undefined && hasControlCharacter(text))) {
    throw wrong(
      index,
      frame.type === "delete" ? "kind" : "resource",
      "The name of a resource has no control characters.",
    );
  }
}

/** Checks an object against what the frame says of it. The console trusts no hash that it has not computed. */
function incomingOf(frame: UpsertFrame, index: number): IncomingEntity {
  const ref = refOf(frame.object);
  if (ref === null) throw wrong(index, "object", "An object needs apiVersion, kind and metadata.name.");
  if (ref.kind !== frame.resource.kind)
    throw wrong(
      index,
      "object.kind",
      `The object is a ${ref.kind}, but the frame says ${frame.resource.kind}.`,
    );
  if (
    [ref.name, ref.namespace ?? ""].some((text) => text.length > nameLengthMax || hasControlCharacter(text))
  ) {
    throw wrong(
      index,
      "object.metadata.name",
      `A name has at most ${nameLengthMax} characters and no control characters.`,
    );
  }
  if (isDeeperThan(frame.object, depthMax))
    throw wrong(index, "object", "The object is nested too deeply to be stored.");
  const body = canonicalJson(frame.object);
  const hash = createHash("sha256").update(body).digest("hex");
  if (hash !== frame.hash) throw wrong(index, "hash", "The hash is not that of the object's canonical JSON.");
  return {
    uid: frame.uid,
    group: frame.resource.group,
    version: frame.resource.version,
    kind: ref.kind,
    namespace: ref.namespace,
    name: ref.name,
    labels: Object.fromEntries(
      Object.entries(labelsOf(frame.object)).filter(([key, value]) => !hasControlCharacter(key + value)),
    ),
    owner: ownerRefOf(frame, index),
    hash,
    body,
    manager: frame.manager?.replaceAll("\0", "") ?? null,
  };
}

function ownerRefOf(frame: UpsertFrame, index: number): IncomingEntity["owner"] {
  const owner = ownerOf(frame.object);
  if (owner === null) return null;
  const { uid, kind, name } = owner;
  if ([uid, kind, name].some(hasControlCharacter))
    throw wrong(index, "object.metadata.ownerReferences", "An owner's name has no control characters.");
  return { uid, kind, name };
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 32) return true;
  return false;
}
