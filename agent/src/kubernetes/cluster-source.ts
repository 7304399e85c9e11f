import { kindKey, type WireResource } from "@/lib/contracts/wire/protocol";
import { Limit } from "../async/limit";
import { ScopeEnded, withScope } from "../async/scope";
import { Wakeup } from "../async/wakeup";
import { HttpError } from "../http/http-error";
import { member, text } from "../json";
import { describeError, type Logger } from "../log";
import type { AgentStatus } from "../status";
import type { SnapshotSource, SourceDescription, SyncEpoch } from "../sync/source";
import type { Timing } from "../timing";
import { KubernetesApi } from "./api";
import type { KubernetesConnection } from "./connection";
import { Discoverer, type Discovery } from "./discovery";
import { Reflector } from "./reflector";

/** One list is read while another waits for its answer. More gain nothing (one thread parses) and hold memory each. */
const listsMax = 2;
const onceTries = 4;

/** A definition becomes served a moment after its event; these looks at discovery find it soon and surely. */
const definitionDelaysMs = [100, 500, 2_000];

interface Running {
  resource: WireResource;
  stop: () => void;
  /** Resolves when the reflector has ended; the next one of the same kind waits for it. */
  ended: Promise<void>;
}

export interface ClusterSourceOptions {
  connection: KubernetesConnection;
  clusterUid: string | undefined;
  timing: Timing;
  status: AgentStatus;
  log: Logger;
}

/** Reads one API server: discovers its kinds, and keeps one reflector running for each. */
export class ClusterSource implements SnapshotSource {
  readonly type = "api-server";
  readonly #options: ClusterSourceOptions;
  readonly #api: KubernetesApi;
  readonly #discoverer: Discoverer;
  #latest: Discovery = { resources: [], incompleteGroups: new Set() };

  constructor(options: ClusterSourceOptions) {
    const { connection, timing, log } = options;
    this.#options = options;
    this.#api = new KubernetesApi(connection, timing.requestTimeoutMs);
    this.#discoverer = new Discoverer(this.#api, log, timing.requestTimeoutMs);
  }

  async clusterUid(signal: AbortSignal): Promise<string> {
    if (this.#options.clusterUid !== undefined) return this.#options.clusterUid;
    const fallback = `server:${this.#options.connection.fingerprint}`;
    try {
      const namespace = await this.#api.get("/api/v1/namespaces/kube-system", signal);
      return text(member(namespace, "metadata"), "uid") ?? fallback;
    } catch (error) {
      // Allowed to read less than that namespace: the server's own identity has to do.
      if (error instanceof HttpError && (error.status === 403 || error.status === 404)) return fallback;
      throw error;
    }
  }

  async describe(signal: AbortSignal): Promise<SourceDescription> {
    const version = text(await this.#api.get("/version", signal), "gitVersion") ?? "unknown";
    this.#latest = await this.#discoverer.discover(signal);
    return { version: version.slice(0, 120), resources: this.#latest.resources };
  }

  async syncOnce(epoch: SyncEpoch): Promise<number> {
    const listLimit = new Limit(listsMax);
    const { signal, description } = epoch;
    const results = await Promise.all(
      description.resources.map(async (resource) => {
        const reflector = this.#reflector(epoch, resource, { listLimit, onKindsChanged: () => undefined });
        for (let attempt = 1; ; attempt++) {
          try {
            await reflector.list(signal);
            return 0;
          } catch (error) {
            signal.throwIfAborted();
            if (reflector.reportForbidden(error)) return 0;
            if (attempt < onceTries) continue;
            epoch.feed(resource).report("error", { message: describeError(error) });
            return 1;
          }
        }
      }),
    );
    return results.filter((failed) => failed > 0).length;
  }

  async follow(epoch: SyncEpoch): Promise<void> {
    const { signal } = epoch;
    const running = new Map<string, Running>();
    const look = new Wakeup();
    const onKindsChanged = () => {
      for (const delayMs of definitionDelaysMs) setTimeout(() => look.wake(), delayMs).unref();
    };
    const shared = { listLimit: new Limit(listsMax), onKindsChanged };
    this.#forgetUnserved(epoch);
    while (!signal.aborted) {
      this.#adjust(epoch, running, shared);
      await look.wait(signal, this.#options.timing.rediscoverMs).catch(() => undefined);
      if (!signal.aborted) await this.#rediscover(signal);
    }
    await Promise.all([...running.values()].map(({ ended }) => ended));
  }

  async #rediscover(signal: AbortSignal): Promise<void> {
    try {
      this.#latest = await this.#discoverer.discover(signal);
    } catch (error) {
      if (!signal.aborted) this.#options.log.warn("discovery failed", { error: describeError(error) });
    }
  }

  close(): void {
    this.#options.connection.close();
  }

  /** Starts reflectors of kinds that are new or have changed their version, and ends those of kinds that are gone. */
  #adjust(epoch: SyncEpoch, running: Map<string, Running>, shared: Shared): void {
    const { resources, incompleteGroups } = this.#latest;
    const served = new Map(resources.map((resource) => [kindKey(resource), resource]));
    for (const [kind, { resource, stop, ended }] of running) {
      if (served.has(kind) || incompleteGroups.has(resource.group)) continue;
      stop();
      running.delete(kind);
      void ended.then(() => epoch.feed(resource).gone());
      this.#options.log.info("kind is gone", { kind });
    }
    for (const [kind, resource] of served) {
      const previous = running.get(kind);
      if (previous !== undefined && isSame(previous.resource, resource)) continue;
      previous?.stop();
      running.set(kind, this.#start(epoch, resource, shared, previous?.ended));
    }
  }

  #start(
    epoch: SyncEpoch,
    resource: WireResource,
    shared: Shared,
    after: Promise<void> | undefined,
  ): Running {
    const own = new AbortController();
    const ended = withScope(epoch.signal, async (signal, abort) => {
      own.signal.addEventListener("abort", () => abort(new ScopeEnded()), { once: true });
      await after;
      if (!own.signal.aborted) await this.#reflector(epoch, resource, shared).run(signal);
    });
    return { resource, stop: () => own.abort(), ended };
  }

  #reflector(epoch: SyncEpoch, resource: WireResource, shared: Shared): Reflector {
    const { timing, status, log } = this.#options;
    const isDefinition = kindKey(resource) === "apiextensions.k8s.io/CustomResourceDefinition";
    return new Reflector({
      api: this.#api,
      feed: epoch.feed(resource),
      listLimit: shared.listLimit,
      timing,
      status,
      log,
      onEvent: isDefinition ? shared.onKindsChanged : undefined,
      onMissing: shared.onKindsChanged,
    });
  }

  /** Kinds the console still holds, though the cluster stopped serving them while nobody looked. */
  #forgetUnserved(epoch: SyncEpoch): void {
    const served = new Set(epoch.description.resources.map(kindKey));
    for (const key of epoch.knownKinds) {
      const group = key.slice(0, key.indexOf("/"));
      const kind = key.slice(group.length + 1);
      if (served.has(key) || this.#latest.incompleteGroups.has(group)) continue;
      // Only group and kind count here; the rest of a kind that is gone cannot be asked for.
      epoch.feed({ group, version: "v1", kind, resource: kind.toLowerCase(), namespaced: true }).gone();
    }
  }
}

interface Shared {
  listLimit: Limit;
  onKindsChanged: () => void;
}

function isSame(a: WireResource, b: WireResource): boolean {
  return a.version === b.version && a.resource === b.resource && a.namespaced === b.namespaced;
}
