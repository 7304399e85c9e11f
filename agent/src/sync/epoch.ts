import { kindKey, type HelloResponse, type WireResource } from "@/lib/contracts/wire/protocol";
import type { ConsoleClient } from "../console/client";
import { ConsoleRetry, type RetryContext } from "../console/retry";
import { hashFromHex, type PackedHash } from "../hash";
import type { Logger } from "../log";
import type { OutboxEntry } from "../outbox/frames";
import { OUTBOX_LIMITS, Outbox, type OutboxLimits } from "../outbox/outbox";
import { Sender } from "../outbox/sender";
import type { Mask } from "../redaction/mask";
import type { AgentStatus } from "../status";
import { KindFeed } from "./kind-feed";
import { KindHashes } from "./kind-hashes";

export interface EpochContext {
  client: ConsoleClient;
  retry: RetryContext;
  status: AgentStatus;
  log: Logger;
  mask: Mask;
  /** Kept over epochs, by `kindKey`. */
  hashes: Map<string, KindHashes>;
  outboxLimits?: Partial<OutboxLimits>;
}

/** What lives as long as one epoch: outbox, sender, and one feed a kind. */
export class Epoch {
  readonly outbox: Outbox;
  readonly sender: Sender;
  /** `kindKey` of every kind the console holds objects of. */
  readonly knownKinds: ReadonlySet<string>;
  readonly #context: EpochContext;
  readonly #hello: HelloResponse;
  readonly #feeds = new Map<string, KindFeed>();

  constructor(context: EpochContext, hello: HelloResponse) {
    const { retry, status, log } = context;
    const { quietMs, flushMaxMs } = retry.timing;
    this.#context = context;
    this.#hello = hello;
    this.knownKinds = new Set(Object.keys(hello.known));
    const limits = { ...OUTBOX_LIMITS, quietMs, flushMaxMs, ...context.outboxLimits };
    this.outbox = new Outbox(limits, status, (kind, dropped) => {
      log.warn("outbox full; a kind will be listed again", { kind, frames: dropped.length });
      this.#feeds.get(kind)?.dropped(dropped);
    });
    this.sender = new Sender({
      ...context,
      epoch: hello.epoch,
      outbox: this.outbox,
      onRefused: (entry: OutboxEntry, reason: string) => this.#feeds.get(entry.kind)?.refused(entry, reason),
    });
  }

  /** The feed of a kind: one a kind, made at the first call and anew when the resource is another. */
  feed(resource: WireResource): KindFeed {
    const { hashes, mask, status, log } = this.#context;
    const kind = kindKey(resource);
    const existing = this.#feeds.get(kind);
    if (existing?.resource === resource) return existing;
    const kept = hashes.get(kind) ?? new KindHashes();
    hashes.set(kind, kept);
    const made = new KindFeed({
      ...{ resource, hashes: kept, outbox: this.outbox, mask, status, log },
      knownDigest: this.#hello.known[kind]?.digest,
      isAligned: existing !== undefined,
      fetchKnown: (signal) => this.#fetchKnown(resource, signal),
    });
    this.#feeds.set(kind, made);
    return made;
  }

  /** `kindKey` of every kind a feed was made for. */
  feedKinds(): string[] {
    return [...this.#feeds.keys()];
  }

  async #fetchKnown({ group, kind }: WireResource, signal: AbortSignal): Promise<Map<string, PackedHash>> {
    const { client, retry } = this.#context;
    const answer = await new ConsoleRetry(retry).forever("known", signal, () =>
      client.known(group, kind, signal),
    );
    return new Map(Object.entries(answer.hashes).map(([uid, hex]) => [uid, hashFromHex(hex)]));
  }
}
