import { createHash } from "node:crypto";
import { watch, type FSWatcher } from "node:fs";
import { realpath } from "node:fs/promises";
import { kindKey } from "@/lib/contracts/wire/protocol";
import { pause } from "../async/pause";
import { Wakeup } from "../async/wakeup";
import { describeError, type Logger } from "../log";
import type { KindFeed } from "../sync/kind-feed";
import type { SnapshotSource, SourceDescription, SyncEpoch } from "../sync/source";
import type { Timing } from "../timing";
import { FolderIndex } from "./folder-index";
import { sendFolder } from "./send-folder";

const onceTries = 4;

export interface FolderSourceOptions {
  folder: string;
  clusterUid: string | undefined;
  timing: Timing;
  log: Logger;
}

/** Reads a folder of manifests as if it were a cluster, and follows changes of its files. */
export class FolderSource implements SnapshotSource {
  readonly type = "folder";
  readonly #options: FolderSourceOptions;
  readonly #index: FolderIndex;

  constructor(options: FolderSourceOptions) {
    this.#options = options;
    this.#index = new FolderIndex(options.folder, options.log);
  }

  async clusterUid(): Promise<string> {
    if (this.#options.clusterUid !== undefined) return this.#options.clusterUid;
    const place = await realpath(this.#options.folder);
    return `folder:${createHash("sha256").update(place).digest("hex").slice(0, 32)}`;
  }

  async describe(): Promise<SourceDescription> {
    await this.#index.refresh();
    return { version: "folder", resources: this.#index.resources() };
  }

  async syncOnce(epoch: SyncEpoch): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await sendFolder(this.#index, epoch);
      } catch (error) {
        if (epoch.signal.aborted || attempt === onceTries) throw error;
        await this.#index.refresh();
      }
    }
  }

  async follow(epoch: SyncEpoch): Promise<void> {
    const { timing, log, folder } = this.#options;
    const { signal } = epoch;
    const changed = new Wakeup();
    let changes = 0;
    const watcher = watchFolder(folder, log, () => {
      changes++;
      changed.wake();
    });
    try {
      while (!signal.aborted) {
        const seen = changes;
        const isDone = await this.#sync(epoch);
        if (isDone && changes === seen) await changed.wait(signal, timing.folderPollMs);
        // Editors and Git write many files at a time: wait until they are done.
        for (let before = -1; before !== changes;) {
          before = changes;
          await pause(timing.folderQuietMs, signal);
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      watcher?.close();
    }
  }

  close(): void {
    this.#index.forgetObjects();
  }

  /** @returns false when it has to be tried again soon */
  async #sync(epoch: SyncEpoch): Promise<boolean> {
    const { log } = this.#options;
    try {
      await this.#index.refresh();
    } catch (error) {
      const message = `the folder cannot be read: ${describeError(error)}`;
      log.error("folder cannot be read", { error: describeError(error) });
      for (const feed of feedsOf(this.#index, epoch)) feed.report("error", { message });
      return true;
    }
    try {
      await sendFolder(this.#index, epoch);
      return true;
    } catch (error) {
      epoch.signal.throwIfAborted();
      log.warn("reading the folder broke off; trying again", { error: describeError(error) });
      await pause(1_000, epoch.signal);
      return false;
    }
  }
}

function feedsOf(index: FolderIndex, epoch: SyncEpoch): KindFeed[] {
  const keys = new Set([...index.resources().map(kindKey), ...epoch.knownKinds]);
  return [...keys].flatMap((key) => {
    const resource = index.kinds.resourceOfKey(key);
    return resource === undefined ? [] : [epoch.feed(resource)];
  });
}

/** Where the file system cannot report changes, the regular look has to do. */
function watchFolder(folder: string, log: Logger, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { recursive: true }, onChange);
    watcher.on("error", (error) => log.warn("changes are not reported", { error: describeError(error) }));
    return watcher;
  } catch (error) {
    log.warn("changes are not reported; the folder is looked through regularly", {
      error: describeError(error),
    });
    return undefined;
  }
}
