import { kindKey, type WireResource } from "@/lib/contracts/wire/protocol";
import type { JsonObject } from "../json";
import type { KindFeed } from "../sync/kind-feed";
import type { SyncEpoch } from "../sync/source";
import type { FolderIndex, IndexedFile, SentItem } from "./folder-index";
import { completeObject } from "./folder-object";

/**
 * Lists a folder: all kinds at once, file by file, so that each file is parsed at most once and none is kept. A kind that
 * a broken file may hold objects of is not completed: new objects are sent, nothing is deleted.
 * @returns how many kinds could not be listed to their end
 */
export async function sendFolder(index: FolderIndex, epoch: SyncEpoch): Promise<number> {
  const blocked = blockedKinds(index);
  const feeds = new Map<string, KindFeed>();
  try {
    for (const resource of resourcesToList(index, epoch)) {
      const feed = epoch.feed(resource);
      await feed.beginList(epoch.signal);
      feeds.set(feed.kind, feed);
    }
    for (const [name, file] of index.files) {
      if (file.error === undefined) await sendFile(index, name, file, feeds, epoch.signal);
    }
    for (const [kind, feed] of feeds) {
      const reason = blocked.get(kind);
      if (reason === undefined) {
        await feed.completeList(epoch.signal, true);
      } else {
        feed.abandonList();
        feed.report("error", { message: reason });
      }
      feeds.delete(kind);
    }
    return blocked.size;
  } finally {
    for (const feed of feeds.values()) feed.abandonList();
    index.forgetObjects();
  }
}

/** Kinds of broken files, each with the reason. */
function blockedKinds(index: FolderIndex): Map<string, string> {
  const blocked = new Map<string, string>();
  for (const { error, kinds } of index.files.values()) {
    if (error !== undefined) for (const kind of kinds) blocked.set(kind, error);
  }
  return blocked;
}

/**
 * The kinds in the folder, and those the console holds that no file has any more; the latter not while a broken file
 * does not even show what it holds.
 */
function resourcesToList(index: FolderIndex, epoch: SyncEpoch): WireResource[] {
  const listed = index.resources();
  const keys = new Set(listed.map(kindKey));
  const isUnclear = [...index.files.values()].some(
    ({ error, kinds }) => error !== undefined && kinds.length === 0,
  );
  if (isUnclear) return listed;
  const gone = [...new Set([...epoch.knownKinds, ...epoch.feedKinds()])].filter((key) => !keys.has(key));
  return [...listed, ...gone.flatMap((key) => index.kinds.resourceOfKey(key) ?? [])];
}

async function sendFile(
  index: FolderIndex,
  name: string,
  file: IndexedFile,
  feeds: ReadonlyMap<string, KindFeed>,
  signal: AbortSignal,
): Promise<void> {
  let objects: JsonObject[] | undefined;
  for (const [at, kind] of file.kinds.entries()) {
    const feed = feeds.get(kind);
    if (feed === undefined) continue;
    const sent = file.sent[at];
    if (sent !== undefined && feed.keepListed(sent.uid, sent.hash, sent.redactedCount)) continue;
    objects ??= await index.objectsOf(name);
    const raw = objects[at];
    file.sent[at] = raw === undefined ? undefined : await sendObject(feed, raw, signal);
  }
}

async function sendObject(
  feed: KindFeed,
  raw: JsonObject,
  signal: AbortSignal,
): Promise<SentItem | undefined> {
  const object = completeObject(raw, feed.resource);
  const snapshot = await feed.listed(object, signal);
  if (snapshot === undefined) return undefined;
  const { uid, hash, redactedCount } = snapshot;
  return { uid, hash, redactedCount };
}
