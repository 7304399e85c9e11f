import type { PackedHash } from "../hash";

/**
 * uid → hash of one kind: what the console holds, or will hold once the outbox is delivered. It outlives epochs.
 *
 * During a list the pairs move one by one from `before` to `seen`, so memory stays at one pair an object, and what is
 * left over at the end no longer exists.
 */
export class KindHashes {
  #before = new Map<string, PackedHash>();
  #seen: Map<string, PackedHash> | undefined;

  get size(): number {
    return this.#before.size + (this.#seen?.size ?? 0);
  }

  /** All pairs; only outside a list. */
  get pairs(): ReadonlyMap<string, PackedHash> {
    return this.#before;
  }

  get(uid: string): PackedHash | undefined {
    return this.#seen?.get(uid) ?? this.#before.get(uid);
  }

  set(uid: string, hash: PackedHash): void {
    if (this.#seen === undefined) {
      this.#before.set(uid, hash);
      return;
    }
    this.#before.delete(uid);
    this.#seen.set(uid, hash);
  }

  delete(uid: string): void {
    this.#before.delete(uid);
    this.#seen?.delete(uid);
  }

  /** True when the list that is going on has met `uid` already. */
  hasSeen(uid: string): boolean {
    return this.#seen?.has(uid) ?? false;
  }

  /** Replaces all pairs by what the console answered. */
  replace(pairs: Map<string, PackedHash>): void {
    this.#before = pairs;
    this.#seen = undefined;
  }

  /** Starts a list. */
  begin(): void {
    this.#seen = new Map();
  }

  /** Ends a list that was complete. @returns the uids it met, and how many pairs were left over */
  complete(): { uids: string[]; gone: number } {
    const seen = this.#seen ?? new Map<string, PackedHash>();
    const gone = this.#before.size;
    this.#before = seen;
    this.#seen = undefined;
    return { uids: [...seen.keys()], gone };
  }

  /** Ends a list that broke off: nothing is known to be gone. */
  abandon(): void {
    for (const [uid, hash] of this.#seen ?? []) this.#before.set(uid, hash);
    this.#seen = undefined;
  }
}
