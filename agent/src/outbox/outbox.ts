import { Wakeup } from "../async/wakeup";
import type { AgentStatus } from "../status";
import type { OutboxEntry } from "./frames";

export interface OutboxLimits {
  /** Beyond this the fullest kind is emptied and listed again later. */
  bytesMax: number;
  framesMax: number;
  /** Below this lists may add more; watches add whenever something changes. */
  roomBytes: number;
  batchBytes: number;
  batchFrames: number;
  quietMs: number;
  flushMaxMs: number;
}

/** Limits for small memory: a batch commits fast, and a live change waits behind little of a list. */
export const OUTBOX_LIMITS = {
  bytesMax: 12 * 1024 * 1024,
  framesMax: 20_000,
  roomBytes: 1.5 * 1024 * 1024,
  batchBytes: 1024 * 1024,
  batchFrames: 1_000,
};

/**
 * Frames on their way to the console, in order, bounded. A newer frame of an object takes the place of an older one that
 * has not left yet; a `listed` frame is a barrier, so that what came after it is never moved before it. When it
 * overflows, all frames of the fullest kind are dropped and reported to `onOverflow`, which has that kind listed again:
 * nothing gets lost in silence.
 */
export class Outbox {
  readonly #limits: OutboxLimits;
  readonly #status: AgentStatus;
  readonly #onOverflow: (kind: string, dropped: OutboxEntry[]) => void;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #barriers = new Map<string, number>();
  readonly #changed = new Wakeup();
  readonly #emptier = new Wakeup();
  #bytes = 0;
  #inFlight = 0;
  #oldestAt = 0;
  #newestAt = 0;

  constructor(
    limits: OutboxLimits,
    status: AgentStatus,
    onOverflow: (kind: string, dropped: OutboxEntry[]) => void,
  ) {
    this.#limits = limits;
    this.#status = status;
    this.#onOverflow = onOverflow;
    this.#report();
  }

  /** Adds a frame. Never waits, so that watches never fall behind. */
  push(entry: OutboxEntry): void {
    const key = this.#keyOf(entry);
    const older = this.#entries.get(key);
    if (older !== undefined) {
      this.#bytes -= older.bytes;
      // A frame about the whole kind moves to the end: it speaks of all that came before it.
      if (entry.uid === "") this.#entries.delete(key);
    }
    const now = performance.now();
    if (this.#entries.size === 0) this.#oldestAt = now;
    this.#newestAt = now;
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    if (entry.type === "listed") this.#barriers.set(entry.kind, this.#barrier(entry.kind) + 1);
    if (this.#isOverfull()) this.#overflow();
    this.#report();
    if (this.#entries.size === 1 || this.#isFull()) this.#changed.wake();
  }

  /** True while lists may add more. */
  get hasRoom(): boolean {
    return this.#bytes < this.#limits.roomBytes && this.#entries.size < this.#limits.framesMax / 2;
  }

  /** Waits until lists may add more. */
  async room(signal: AbortSignal): Promise<void> {
    while (!this.hasRoom) await this.#emptier.wait(signal);
  }

  /** Waits until every frame has been settled. */
  async drained(signal: AbortSignal): Promise<void> {
    while (this.#entries.size + this.#inFlight > 0) await this.#emptier.wait(signal);
  }

  /** Waits for the next batch: a moment of quiet, the longest wait, or enough for one. Takes it out. */
  async nextBatch(signal: AbortSignal): Promise<OutboxEntry[]> {
    for (;;) {
      if (this.#entries.size === 0) {
        await this.#changed.wait(signal);
        continue;
      }
      const { quietMs, flushMaxMs } = this.#limits;
      const dueAt = Math.min(this.#newestAt + quietMs, this.#oldestAt + flushMaxMs);
      const waitMs = dueAt - performance.now();
      if (waitMs <= 0 || this.#isFull()) return this.#take();
      await this.#changed.wait(signal, Math.ceil(waitMs));
    }
  }

  /** Says that frames of a batch were acknowledged or given up. */
  settled(frames: number): void {
    this.#inFlight -= frames;
    this.#report();
    this.#emptier.wake();
  }

  #take(): OutboxEntry[] {
    const batch: OutboxEntry[] = [];
    let bytes = 0;
    for (const [key, entry] of this.#entries) {
      const full = bytes + entry.bytes > this.#limits.batchBytes;
      if (batch.length > 0 && (full || batch.length >= this.#limits.batchFrames)) break;
      this.#entries.delete(key);
      bytes += entry.bytes;
      batch.push(entry);
    }
    this.#bytes -= bytes;
    this.#inFlight += batch.length;
    this.#oldestAt = this.#entries.size === 0 ? 0 : this.#newestAt;
    this.#report();
    this.#emptier.wake();
    return batch;
  }

  #overflow(): void {
    const bytesByKind = new Map<string, number>();
    for (const { kind, bytes } of this.#entries.values()) {
      bytesByKind.set(kind, (bytesByKind.get(kind) ?? 0) + bytes);
    }
    const [fullest] = [...bytesByKind].sort(([, a], [, b]) => b - a);
    if (fullest === undefined) return;
    const [kind] = fullest;
    const dropped: OutboxEntry[] = [];
    for (const [key, entry] of this.#entries) {
      if (entry.kind !== kind) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
      dropped.push(entry);
    }
    this.#status.overflows++;
    this.#onOverflow(kind, dropped);
  }

  /** A single frame is let through however large it is: dropping it would list its kind for ever. */
  #isOverfull(): boolean {
    if (this.#entries.size <= 1) return false;
    return this.#bytes > this.#limits.bytesMax || this.#entries.size > this.#limits.framesMax;
  }

  #isFull(): boolean {
    return this.#bytes >= this.#limits.batchBytes || this.#entries.size >= this.#limits.batchFrames;
  }

  #keyOf({ type, kind, uid }: OutboxEntry): string {
    if (type === "kind" || type === "listed") return `${type} ${kind}`;
    return `${this.#barrier(kind)} ${kind} ${uid}`;
  }

  #barrier(kind: string): number {
    return this.#barriers.get(kind) ?? 0;
  }

  #report(): void {
    this.#status.outboxFrames = this.#entries.size + this.#inFlight;
    this.#status.outboxBytes = this.#bytes;
  }
}
