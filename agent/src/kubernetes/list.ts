import type { WireResource } from "@/lib/contracts/wire/protocol";
import { chunksOf } from "../http/request";
import { member, own, parseJsonObject, text, type JsonObject } from "../json";
import { resourcePath, type KubernetesApi } from "./api";
import { ListSplitter } from "./list-splitter";

const pageSize = 500;

export interface ListOptions {
  signal: AbortSignal;
  idleTimeoutMs: number;
  /** How many objects there are in all, told with the first page. */
  onTotal: (total: number) => void;
  /** One object; the next is read when it resolves. */
  onObject: (object: JsonObject) => Promise<unknown>;
}

/** Lists a resource page by page. @returns the resourceVersion to watch from, an opaque text */
export async function listResource(
  api: KubernetesApi,
  resource: WireResource,
  options: ListOptions,
): Promise<string> {
  let next = "";
  for (let page = 0; ; page++) {
    const query = new URLSearchParams({
      limit: String(pageSize),
      ...(next === "" ? {} : { continue: next }),
    });
    const response = await api.open(`${resourcePath(resource)}?${query.toString()}`, options);
    const splitter = new ListSplitter();
    let count = 0;
    for await (const chunk of chunksOf(response)) {
      for (const item of splitter.write(chunk)) {
        count++;
        await options.onObject(parseJsonObject(item));
      }
    }
    const metadata = member(splitter.envelope(), "metadata");
    if (page === 0) {
      const remaining = own(metadata, "remainingItemCount");
      options.onTotal(count + (typeof remaining === "number" ? remaining : 0));
    }
    next = text(metadata, "continue") ?? "";
    if (next === "") return text(metadata, "resourceVersion") ?? "";
  }
}
