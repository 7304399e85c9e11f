import { setTimeout as wait } from "node:timers/promises";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { TestCluster } from "@/scripts/testing/world";
import { upsertOf } from "@/scripts/testing/world";
import { childrenSeconds, processorSeconds } from "./worker-process";
import type { Watcher } from "./watch";

const perSecond = 20;

/** What one change took, in milliseconds. */
export interface Change {
  readonly violating: boolean;
  /** From the arrival of the batch to its commit. */
  readonly storedMs: number;
  /** From the commit to a tab that has read the verdict. */
  readonly shownMs: number;
  /** From the arrival of the batch to a tab that has read the verdict. */
  readonly totalMs: number;
}

/** The Deployment with containers that all have, or of which the first has not, a read-only root filesystem. */
export function withRoot(object: JsonObject, readOnly: boolean, revision: number): JsonObject {
  const spec = objectOf(object.spec);
  const template = objectOf(spec.template);
  const podSpec = objectOf(template.spec);
  const mended = (name: string, first: boolean): Json[] =>
    (podSpec[name] instanceof Array ? podSpec[name] : []).map((container, position) => ({
      ...objectOf(container),
      securityContext: {
        ...objectOf(objectOf(container).securityContext),
        readOnlyRootFilesystem: position > 0 || first,
      },
    }));
  const metadata = objectOf(object.metadata);
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...objectOf(metadata.annotations),
        "deployment.kubernetes.io/revision": String(revision),
      },
    },
    spec: {
      ...spec,
      template: {
        ...template,
        spec: {
          ...podSpec,
          initContainers: mended("initContainers", true),
          containers: mended("containers", readOnly),
        },
      },
    },
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !(value instanceof Array) ? value : {};
}

function nameOf(object: JsonObject): string {
  const { name } = objectOf(object.metadata);
  return typeof name === "string" ? name : "";
}

/** Stores one change, after the batch before as an agent does, until the tab shows its verdict. */
function change(
  cluster: TestCluster,
  watcher: Watcher,
  object: JsonObject,
  violating: boolean,
  before: Promise<unknown> = Promise.resolve(),
): { stored: Promise<unknown>; done: Promise<Change> } {
  const startedMs = performance.now();
  const shown = watcher.shows(nameOf(object), violating, startedMs);
  const stored = before.then(() => cluster.send(upsertOf(object)));
  const finish = async (): Promise<Change> => {
    const { upserted } = await stored;
    const storedMs = performance.now() - startedMs;
    if (upserted !== 1) throw new Error("the change changed nothing");
    const totalMs = await shown;
    return { violating, storedMs, shownMs: Math.max(0, totalMs - storedMs), totalMs };
  };
  return { stored, done: finish() };
}

/** Opens and resolves a violation of each Deployment in turn, each change after the one before is on screen. */
export async function oneAtATime(
  cluster: TestCluster,
  watcher: Watcher,
  deployments: readonly JsonObject[],
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const deployment of deployments) {
    for (const [revision, violating] of [true, false].entries()) {
      await watcher.quiet();
      changes.push(
        await change(cluster, watcher, withRoot(deployment, !violating, 10 + revision), violating).done,
      );
    }
  }
  return changes;
}

export interface Burst {
  readonly changes: readonly Change[];
  /** Share of a core, in percent, while the changes came. */
  readonly workerPercent: number;
  readonly postgresPercent: number;
}

/** Changes at a steady pace, whether or not those before are on screen; each Deployment changes once, in turns to the worse and to the better. */
export async function burst(
  cluster: TestCluster,
  watcher: Watcher,
  { intact, violating }: { intact: readonly JsonObject[]; violating: readonly JsonObject[] },
  pids: { worker: number; postgres: number },
): Promise<Burst> {
  const used = async () =>
    [await processorSeconds(pids.worker), await childrenSeconds(pids.postgres)] as const;
  const before = await used();
  const startedMs = performance.now();
  const waiting: Promise<Change>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const objects = intact.flatMap((object, index) => [
    { object: withRoot(object, false, 20), violates: true },
    ...violating
      .slice(index, index + 1)
      .map((other) => ({ object: withRoot(other, true, 20), violates: false })),
  ]);
  for (const [place, { object, violates }] of objects.entries()) {
    await wait(Math.max(0, startedMs + (place * 1_000) / perSecond - performance.now()));
    const { stored, done } = change(cluster, watcher, object, violates, last);
    last = stored;
    waiting.push(done);
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const after = await used();
  const percent = (index: 0 | 1) => ((after[index] - before[index]) / seconds) * 100;
  return { changes: await Promise.all(waiting), workerPercent: percent(0), postgresPercent: percent(1) };
}
