import { describe, expect, it } from "vitest";
import type { WireResource } from "@/lib/contracts/wire/protocol";
import { createStatus } from "../status";
import { deleteEntry, kindEntry, listedEntry, upsertEntry, type OutboxEntry } from "./frames";
import { Outbox, type OutboxLimits } from "./outbox";

const pods: WireResource = { group: "", version: "v1", kind: "Pod", resource: "pods", namespaced: true };
const nodes: WireResource = { group: "", version: "v1", kind: "Node", resource: "nodes", namespaced: false };
const signal = new AbortController().signal;

function upsert(resource: WireResource, uid: string, text: string): OutboxEntry {
  const snapshot = { uid, hash: "h".repeat(32), text: JSON.stringify({ text }), label: uid };
  return upsertEntry(resource, { ...snapshot, redacted: [], redactedCount: 0 });
}

function outbox(limits: Partial<OutboxLimits> = {}) {
  const dropped: [string, string[]][] = [];
  const status = createStatus();
  const box = new Outbox(
    {
      ...{ bytesMax: 1e6, framesMax: 1_000, roomBytes: 1e5, batchBytes: 1e5, batchFrames: 100 },
      ...{ quietMs: 5, flushMaxMs: 50 },
      ...limits,
    },
    status,
    (kind, entries) => dropped.push([kind, entries.map(({ uid }) => uid)]),
  );
  return { box, dropped, status };
}

function contents(batch: OutboxEntry[]): string[] {
  return batch.map(({ type, uid, kind, line }) => {
    const text = /"text":"(\w*)"/.exec(line)?.[1];
    return text === undefined ? `${type} ${uid || kind}` : `${type} ${uid} ${text}`;
  });
}

describe("the outbox", () => {
  it("sends the latest state of an object only", async () => {
    const { box } = outbox();
    box.push(upsert(pods, "a", "old"));
    box.push(upsert(pods, "b", "b"));
    box.push(upsert(pods, "a", "new"));
    expect(contents(await box.nextBatch(signal))).toEqual(["upsert a new", "upsert b b"]);
  });

  it("sends a deletion instead of a change that has not left yet", async () => {
    const { box } = outbox();
    box.push(upsert(pods, "a", "old"));
    box.push(deleteEntry(pods, "a"));
    expect(contents(await box.nextBatch(signal))).toEqual(["delete a"]);
  });

  it("moves nothing over the proof that a list was complete", async () => {
    const { box } = outbox();
    box.push(upsert(pods, "a", "listed"));
    box.push(listedEntry(pods, ["a"], 0));
    box.push(deleteEntry(pods, "a"));
    box.push(upsert(nodes, "n", "n"));
    expect(contents(await box.nextBatch(signal))).toEqual([
      "upsert a listed",
      "listed /Pod",
      "delete a",
      "upsert n n",
    ]);
  });

  it("keeps the latest word about a kind, behind what came before it", async () => {
    const { box } = outbox();
    box.push(kindEntry(pods, "listing", { total: 3 }));
    box.push(upsert(pods, "a", "a"));
    box.push(kindEntry(pods, "error", { message: "away" }));
    expect(contents(await box.nextBatch(signal))).toEqual(["upsert a a", "kind /Pod"]);
  });

  it("drops the fullest kind as a whole when it overflows, and says so", async () => {
    const { box, dropped, status } = outbox({ framesMax: 4 });
    box.push(upsert(nodes, "n", "small"));
    for (const uid of ["a", "b", "c", "d"]) box.push(upsert(pods, uid, "x".repeat(50)));
    expect(dropped).toEqual([["/Pod", ["a", "b", "c", "d"]]]);
    expect(status.overflows).toBe(1);
    expect(contents(await box.nextBatch(signal))).toEqual(["upsert n small"]);
    expect(status.outboxBytes).toBe(0);
  });

  it("lets a single frame through however large it is", () => {
    const { box, dropped } = outbox({ bytesMax: 100 });
    box.push(upsert(pods, "a", "x".repeat(500)));
    expect(dropped).toEqual([]);
  });

  it("cuts batches by count and by bytes", async () => {
    const { box } = outbox({ batchFrames: 2, batchBytes: 1_000 });
    for (const uid of ["a", "b", "c"]) box.push(upsert(pods, uid, "small"));
    expect(await box.nextBatch(signal)).toHaveLength(2);
    expect(await box.nextBatch(signal)).toHaveLength(1);
    box.push(upsert(pods, "d", "x".repeat(900)));
    box.push(upsert(pods, "e", "x".repeat(900)));
    expect(await box.nextBatch(signal)).toHaveLength(1);
    expect(await box.nextBatch(signal)).toHaveLength(1);
  });

  it("waits for a moment of quiet, but never longer than allowed", async () => {
    const { box } = outbox({ quietMs: 30, flushMaxMs: 120 });
    const startedAt = performance.now();
    box.push(upsert(pods, "a", "a"));
    await box.nextBatch(signal);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
    let count = 0;
    const busyAt = performance.now();
    const busy = setInterval(() => box.push(upsert(pods, `u${count++}`, "busy")), 5);
    await box.nextBatch(signal);
    clearInterval(busy);
    expect(performance.now() - busyAt).toBeLessThan(1_000);
    expect(count).toBeGreaterThan(5);
  });

  it("makes lists wait until there is room, and tells when all is settled", async () => {
    const { box } = outbox({ roomBytes: 300 });
    box.push(upsert(pods, "a", "x".repeat(400)));
    expect(box.hasRoom).toBe(false);
    const events: string[] = [];
    const room = box.room(signal).then(() => events.push("room"));
    const drained = box.drained(signal).then(() => events.push("drained"));
    const batch = await box.nextBatch(signal);
    await room;
    expect(events).toEqual(["room"]);
    box.settled(batch.length);
    await drained;
    expect(events).toEqual(["room", "drained"]);
  });

  it("stops waiting when aborted", async () => {
    const { box } = outbox();
    const ending = new AbortController();
    const batch = box.nextBatch(ending.signal);
    ending.abort(new Error("over"));
    await expect(batch).rejects.toThrow("over");
  });
});
