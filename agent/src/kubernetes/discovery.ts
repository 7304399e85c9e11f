import { z } from "zod";
import { kindKey, resourceSchema, type WireResource } from "@/lib/contracts/wire/protocol";
import { readText } from "../http/request";
import { describeError, type Logger } from "../log";
import { isNoise } from "../noise";
import type { KubernetesApi } from "./api";

/** What the API server serves. */
export interface Discovery {
  /** One entry a kind, in its preferred version. */
  resources: WireResource[];
  /** Groups that could not be asked: nothing is known to be missing from them. */
  incompleteGroups: ReadonlySet<string>;
}

/** One served version of a group, as both forms of discovery tell it. Versions come in order of preference. */
interface ServedVersion {
  group: string;
  version: string;
  resources: { resource: string; kind: string; namespaced: boolean; verbs: string[] }[];
}

const aggregatedSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().default("") }).default({ name: "" }),
      versions: z
        .array(
          z.object({
            version: z.string(),
            freshness: z.string().optional(),
            resources: z
              .array(
                z.object({
                  resource: z.string(),
                  responseKind: z.object({ kind: z.string().default("") }).nullish(),
                  scope: z.string().optional(),
                  verbs: z.array(z.string()).nullish(),
                }),
              )
              .nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});
const groupListSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
      preferredVersion: z.object({ version: z.string() }).optional(),
    }),
  ),
});
const resourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()).nullish(),
    }),
  ),
});

const aggregatedAccept = ["v2", "v2beta1"]
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat("application/json")
  .join(",");

/** Asks the API server what it serves: two requests where it has aggregated discovery, one a group version elsewhere. */
export class Discoverer {
  readonly #api: KubernetesApi;
  readonly #log: Logger;
  readonly #timeoutMs: number;
  readonly #etags = new Map<string, { etag: string; answer: unknown }>();

  constructor(api: KubernetesApi, log: Logger, timeoutMs: number) {
    this.#api = api;
    this.#log = log;
    this.#timeoutMs = timeoutMs;
  }

  async discover(signal: AbortSignal): Promise<Discovery> {
    const incompleteGroups = new Set<string>();
    const [core, groups] = await Promise.all([this.#ask("/api", signal), this.#ask("/apis", signal)]);
    const versions: ServedVersion[] = [];
    for (const [answer, fallback] of [
      [core, this.#coreVersions.bind(this)],
      [groups, this.#groupVersions.bind(this)],
    ] as const) {
      const aggregated = aggregatedSchema.safeParse(answer);
      versions.push(
        ...(aggregated.success
          ? fromAggregated(aggregated.data, incompleteGroups)
          : await fallback(answer, incompleteGroups, signal)),
      );
    }
    return { resources: preferredResources(versions), incompleteGroups };
  }

  async #ask(path: string, signal: AbortSignal): Promise<unknown> {
    const kept = this.#etags.get(path);
    const headers = {
      accept: aggregatedAccept,
      ...(kept === undefined ? {} : { "if-none-match": kept.etag }),
    };
    const response = await this.#api.open(path, { signal, idleTimeoutMs: this.#timeoutMs, headers });
    const body = await readText(response, 32 * 1024 * 1024);
    if (response.statusCode === 304 && kept !== undefined) return kept.answer;
    const answer: unknown = JSON.parse(body);
    const { etag } = response.headers;
    if (etag !== undefined) this.#etags.set(path, { etag, answer });
    return answer;
  }

  async #coreVersions(_answer: unknown, incomplete: Set<string>, signal: AbortSignal) {
    return this.#versionsOf("", ["v1"], incomplete, signal);
  }

  async #groupVersions(answer: unknown, incomplete: Set<string>, signal: AbortSignal) {
    const served: ServedVersion[] = [];
    for (const { name, versions, preferredVersion } of groupListSchema.parse(answer).groups) {
      const names = versions.map(({ version }) => version);
      const preferred = preferredVersion?.version;
      const ordered =
        preferred === undefined ? names : [preferred, ...names.filter((version) => version !== preferred)];
      served.push(...(await this.#versionsOf(name, ordered, incomplete, signal)));
    }
    return served;
  }

  async #versionsOf(group: string, versions: string[], incomplete: Set<string>, signal: AbortSignal) {
    const served: ServedVersion[] = [];
    for (const version of versions) {
      const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
      try {
        const { resources } = resourceListSchema.parse(await this.#api.get(path, signal));
        served.push({
          group,
          version,
          resources: resources.map(({ name, kind, namespaced, verbs }) => ({
            resource: name,
            kind,
            namespaced,
            verbs: verbs ?? [],
          })),
        });
      } catch (error) {
        signal.throwIfAborted();
        incomplete.add(group);
        this.#log.warn("a group cannot be discovered", { group, version, error: describeError(error) });
      }
    }
    return served;
  }
}

function fromAggregated(
  { items }: z.infer<typeof aggregatedSchema>,
  incomplete: Set<string>,
): ServedVersion[] {
  return items.flatMap(({ metadata, versions }) =>
    (versions ?? []).map(({ version, freshness, resources }) => {
      if (freshness === "Stale") incomplete.add(metadata.name);
      return {
        group: metadata.name,
        version,
        resources: (resources ?? []).map(({ resource, responseKind, scope, verbs }) => ({
          resource,
          kind: responseKind?.kind ?? "",
          namespaced: scope === "Namespaced",
          verbs: verbs ?? [],
        })),
      };
    }),
  );
}

/** The listable and watchable kinds, each in the first version that serves it, without subresources and noise. */
export function preferredResources(versions: readonly ServedVersion[]): WireResource[] {
  const chosen = new Map<string, WireResource>();
  for (const { group, version, resources } of versions) {
    for (const { resource, kind, namespaced, verbs } of resources) {
      if (resource.includes("/") || !verbs.includes("list") || !verbs.includes("watch")) continue;
      const parsed = resourceSchema.safeParse({ group, version, kind, resource, namespaced });
      if (!parsed.success || isNoise(parsed.data)) continue;
      const key = kindKey(parsed.data);
      if (!chosen.has(key)) chosen.set(key, parsed.data);
    }
  }
  return [...chosen.values()];
}
