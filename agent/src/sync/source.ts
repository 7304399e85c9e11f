import type { WireResource } from "@/lib/contracts/wire/protocol";
import type { KindFeed } from "./kind-feed";

/** What a source holds, for the hello. */
export interface SourceDescription {
  /** Version of the API server, or `folder`. */
  version: string;
  resources: WireResource[];
}

/** One epoch, as a source sees it. */
export interface SyncEpoch {
  /** Aborted when the epoch is over. */
  readonly signal: AbortSignal;
  /** The description the hello was made from. */
  readonly description: SourceDescription;
  /** `kindKey` of every kind the console holds objects of. */
  readonly knownKinds: ReadonlySet<string>;
  /** The feed of a kind: one a kind, made at the first call and anew when the resource is another. */
  feed(resource: WireResource): KindFeed;
  /** `kindKey` of every kind a feed was made for. */
  feedKinds(): string[];
}

/** Where snapshots come from: an API server or a folder. */
export interface SnapshotSource {
  readonly type: "api-server" | "folder";
  /** Stable id of what is read. */
  clusterUid(signal: AbortSignal): Promise<string>;
  /** Looks at what there is. @throws Error when it cannot be reached; trying again may help */
  describe(signal: AbortSignal): Promise<SourceDescription>;
  /** Lists everything once. @returns how many kinds could not be listed to their end */
  syncOnce(epoch: SyncEpoch): Promise<number>;
  /** Lists everything and follows all changes. Resolves when the epoch's signal is aborted and nothing runs any more. */
  follow(epoch: SyncEpoch): Promise<void>;
  close(): void;
}
