import type { WireResource } from "@/lib/contracts/wire/protocol";
import { HttpError } from "../http/http-error";
import { chunksOf } from "../http/request";
import { member, own, parseJsonObject, text, type JsonObject } from "../json";
import { resourcePath, type KubernetesApi } from "./api";
import { LineSplitter } from "./line-splitter";

export interface WatchOptions {
  signal: AbortSignal;
  idleTimeoutMs: number;
  onOpen: () => void;
  onChanged: (object: JsonObject) => void;
  onRemoved: (uid: string) => void;
}

/** Where a watch stands; survives its connections. The version is opaque: kept and given back, never compared. */
export interface WatchCursor {
  resourceVersion: string;
}

/**
 * Watches a resource from `cursor` on, moving the cursor along, until the server ends the watch (servers do so after some
 * minutes).
 * @throws HttpError with status 410 when the cursor is too old: list again
 */
export async function watchResource(
  api: KubernetesApi,
  resource: WireResource,
  cursor: WatchCursor,
  options: WatchOptions,
): Promise<void> {
  const query = new URLSearchParams({
    watch: "true",
    allowWatchBookmarks: "true",
    resourceVersion: cursor.resourceVersion,
    timeoutSeconds: String(300 + Math.floor(Math.random() * 300)),
  });
  const response = await api.open(`${resourcePath(resource)}?${query.toString()}`, options);
  options.onOpen();
  const splitter = new LineSplitter();
  for await (const chunk of chunksOf(response)) {
    for (const line of splitter.write(chunk)) handleEvent(parseJsonObject(line), cursor, options);
  }
}

function handleEvent(event: JsonObject, cursor: WatchCursor, options: WatchOptions): void {
  const object = member(event, "object") ?? {};
  const type = text(event, "type");
  if (type === "ERROR") {
    const code = own(object, "code");
    const message = text(object, "message") ?? "the watch ended with an error";
    const status = typeof code === "number" ? code : 500;
    throw new HttpError(message.slice(0, 800), status, text(object, "reason"), undefined);
  }
  const metadata = member(object, "metadata");
  const uid = text(metadata, "uid");
  if (type === "DELETED" && uid !== undefined) options.onRemoved(uid);
  if (type === "ADDED" || type === "MODIFIED") options.onChanged(object);
  cursor.resourceVersion = text(metadata, "resourceVersion") ?? cursor.resourceVersion;
}
