import { WIRE_LIMITS, kindKey, type KindFrame, type WireResource } from "@/lib/contracts/wire/protocol";
import { kindDigest, type PackedHash } from "../hash";
import type { JsonObject } from "../json";
import type { Logger } from "../log";
import { deleteEntry, kindEntry, listedEntry, upsertEntry, type OutboxEntry } from "../outbox/frames";
import type { Outbox } from "../outbox/outbox";
import type { Mask } from "../redaction/mask";
import { takeSnapshot, type Snapshot } from "../snapshot";
import type { AgentStatus } from "../status";
import type { KindHashes } from "./kind-hashes";

export interface KindFeedOptions {
  resource: WireResource;
  hashes: KindHashes;
  outbox: Outbox;
  mask: Mask;
  status: AgentStatus;
  log: Logger;
  /** Digest the console named in its hello; undefined when it holds nothing of this kind. */
  knownDigest: string | undefined;
  /** True when the pairs kept here are what the console will hold: the kind has changed its version within the epoch. */
  isAligned: boolean;
  /** Asks the console for all its pairs of this kind. */
  fetchKnown: (signal: AbortSignal) => Promise<Map<string, PackedHash>>;
}

/**
 * Carries one kind to the console during one epoch: redacts, hashes, drops what has not changed and queues the rest.
 *
 * The digest is compared before a list, not after it: computing it from a list first would mean reading all objects a
 * second time to send those that differ, or keeping them. So where the console's digest is not the one of the pairs kept
 * here, its pairs are fetched first, and the pages of the list then stream through with only differing objects sent.
 */
export class KindFeed {
  readonly kind: string;
  readonly resource: WireResource;
  readonly #options: KindFeedOptions;
  readonly #log: Logger;
  /** Objects that exist but cannot be sent, with the reason. */
  readonly #skipped = new Map<string, string>();
  #isAligned: boolean;
  #hasListed = false;
  #hasChanged = false;
  #isDirty = false;
  #redactedFields = 0;
  /** The last thing the console was told about the whole kind. */
  #said = "";
  /** Called when frames of this kind were dropped: it has to be listed again. */
  onDirty: () => void = () => undefined;

  constructor(options: KindFeedOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#isAligned = options.isAligned;
    this.resource = options.resource;
    this.kind = kindKey(options.resource);
  }

  /** True when only a new list can make the console's picture whole again. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** True after the first complete list of this epoch. */
  get hasListed(): boolean {
    return this.#hasListed;
  }

  /** Starts a list, once there is room for its frames and it is known what the console holds. */
  async beginList(signal: AbortSignal): Promise<void> {
    const { outbox, hashes } = this.#options;
    await outbox.room(signal);
    if (!this.#isAligned) await this.#align(signal);
    this.#isDirty = false;
    this.#hasChanged = false;
    this.#redactedFields = 0;
    this.#skipped.clear();
    hashes.begin();
  }

  /**
   * One object of the list; a second one with the same uid does not count. Waits while the outbox is full.
   * @returns undefined for an object without a uid
   */
  async listed(raw: JsonObject, signal: AbortSignal): Promise<Snapshot | undefined> {
    const { outbox, hashes } = this.#options;
    const snapshot = this.#snapshot(raw);
    if (snapshot === undefined || hashes.hasSeen(snapshot.uid)) return snapshot;
    this.#redactedFields += snapshot.redactedCount;
    this.#offer(snapshot);
    if (!outbox.hasRoom) await outbox.room(signal);
    return snapshot;
  }

  /** Counts an object as listed without reading it again, when the console has it under this very hash. */
  keepListed(uid: string, hash: PackedHash, redactedCount: number): boolean {
    const { hashes } = this.#options;
    if (hashes.hasSeen(uid)) return true;
    if (hashes.get(uid) !== hash) return false;
    hashes.set(uid, hash);
    this.#redactedFields += redactedCount;
    return true;
  }

  /**
   * Ends a complete list; the console may now delete what was not in it.
   * @param onlyChanges send nothing when neither this kind nor its state has changed in this epoch
   */
  async completeList(signal: AbortSignal, onlyChanges = false): Promise<void> {
    const { hashes, outbox, status } = this.#options;
    await outbox.room(signal);
    const { uids, gone } = hashes.complete();
    if (this.#isDirty) return;
    status.lists++;
    const isNews = this.#hasChanged || gone > 0 || !this.#hasListed || this.#said !== "listed";
    this.#hasListed = true;
    if (onlyChanges && !isNews) return;
    outbox.push(listedEntry(this.resource, [...uids, ...this.#skipped.keys()], this.#redactedFields));
    this.#said = "listed";
    // What could not be sent leaves the kind incomplete, however complete the list was.
    const [reason] = this.#skipped.values();
    if (reason !== undefined) this.report("error", { message: reason });
  }

  /** Ends a list that broke off: nothing is deleted. */
  abandonList(): void {
    this.#options.hashes.abandon();
  }

  /** A new or changed object, from a watch. */
  changed(raw: JsonObject): void {
    const snapshot = this.#snapshot(raw);
    if (snapshot !== undefined) this.#offer(snapshot);
  }

  /** An object that is gone, from a watch. */
  removed(uid: string): void {
    this.#options.hashes.delete(uid);
    this.#options.outbox.push(deleteEntry(this.resource, uid));
    this.#forget(uid);
  }

  /** Tells the console how reading this kind goes; what it was told last is not repeated. */
  report(state: KindFrame["state"], details: { message?: string; total?: number } = {}): void {
    const said = `${state} ${details.message ?? ""}`;
    if (this.#said === said) return;
    this.#said = said;
    this.#options.outbox.push(kindEntry(this.resource, state, details));
  }

  /** The cluster no longer serves this kind. */
  gone(): void {
    this.#options.hashes.replace(new Map());
    this.#hasListed = false;
    this.report("gone");
  }

  /** Frames of this kind were dropped: what they told is no longer what the console will hold. */
  dropped(entries: OutboxEntry[]): void {
    for (const { uid } of entries) if (uid !== "") this.#options.hashes.delete(uid);
    this.#markDirty();
  }

  /** The console takes this object in no form. */
  refused(entry: OutboxEntry, reason: string): void {
    const message = `${entry.resource.kind} ${entry.label} was refused by the console: ${reason}`;
    this.#log.error("frame skipped", { kind: this.kind, object: entry.label, reason });
    this.#options.hashes.delete(entry.uid);
    if (entry.uid !== "") this.#skipped.set(entry.uid, message);
    // A refused report is not answered by another one: that would go on for ever.
    if (entry.type !== "kind") this.report("error", { message });
  }

  async #align(signal: AbortSignal): Promise<void> {
    const { hashes, knownDigest, fetchKnown } = this.#options;
    if (knownDigest === undefined) hashes.replace(new Map());
    else if (kindDigest(hashes.pairs) !== knownDigest) hashes.replace(await fetchKnown(signal));
    this.#isAligned = true;
  }

  #snapshot(raw: JsonObject): Snapshot | undefined {
    const snapshot = takeSnapshot(raw, this.resource, this.#options.mask);
    if (snapshot === undefined) this.#log.debug("object without uid ignored", { kind: this.kind });
    return snapshot;
  }

  #offer(snapshot: Snapshot): void {
    const { hashes, outbox, status } = this.#options;
    const { uid, hash, text, label } = snapshot;
    status.redactedValues += snapshot.redactedCount;
    const bytes = Buffer.byteLength(text);
    if (bytes > WIRE_LIMITS.objectBytesMax) {
      this.#skip(uid, `${this.resource.kind} ${label} has ${bytes} bytes and cannot be sent`);
      return;
    }
    this.#forget(uid);
    const isUnchanged = hashes.get(uid) === hash;
    hashes.set(uid, hash);
    if (isUnchanged) return;
    this.#hasChanged = true;
    outbox.push(upsertEntry(this.resource, snapshot));
  }

  #skip(uid: string, message: string): void {
    this.#options.status.skippedObjects++;
    this.#log.error("object skipped", { kind: this.kind, reason: message });
    const isNew = !this.#skipped.has(uid);
    this.#skipped.set(uid, message);
    this.#hasChanged = true;
    if (isNew && this.#hasListed) this.report("error", { message });
  }

  /** Once the last skipped object is gone or small enough, a new list makes the kind whole again. */
  #forget(uid: string): void {
    if (this.#skipped.delete(uid) && this.#skipped.size === 0) this.#markDirty();
  }

  #markDirty(): void {
    this.#isDirty = true;
    this.onDirty();
  }
}
