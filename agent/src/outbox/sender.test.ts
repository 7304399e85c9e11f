import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WireResource } from "@/lib/contracts/wire/protocol";
import { ConsoleClient } from "../console/client";
import { hashText } from "../hash";
import { silentLogger } from "../log";
import { createStatus } from "../status";
import { eventually, TEST_INSTALL_TOKEN, TestConsole } from "../testing/test-console";
import { DEFAULT_TIMING } from "../timing";
import { upsertEntry, type OutboxEntry } from "./frames";
import { OUTBOX_LIMITS, Outbox } from "./outbox";
import { EpochLost, Sender } from "./sender";

const pods: WireResource = { group: "", version: "v1", kind: "Pod", resource: "pods", namespaced: true };
const timing = { ...DEFAULT_TIMING, backoffFirstMs: 10, backoffMaxMs: 20, unauthorizedRetryMs: 20 };
const refusal = (status: number, code: string, headers?: Record<string, string>) => ({
  path: "batches",
  reply: { status, body: { status, code, title: code }, headers },
});

let edictConsole: TestConsole;
let client: ConsoleClient;
let ending: AbortController;

beforeEach(async () => {
  edictConsole = new TestConsole();
  await edictConsole.start();
  client = new ConsoleClient(edictConsole.url, timing);
  ending = new AbortController();
  const registration = { protocol: 1, installToken: TEST_INSTALL_TOKEN, clusterUid: "u" } as const;
  const answer = await client.register(
    { ...registration, agentVersion: "0", source: "folder" },
    ending.signal,
  );
  client.credential = answer.credential;
});

afterEach(async () => {
  ending.abort(new Error("test over"));
  client.close();
  await edictConsole.stop();
  expect(edictConsole.faults).toEqual([]);
});

function upsert(uid: string): OutboxEntry {
  const text = JSON.stringify({ metadata: { name: uid } });
  const snapshot = { uid, hash: hashText(text), text, label: uid, redacted: [], redactedCount: 0 };
  return upsertEntry(pods, snapshot);
}

async function send(uids: string[], renew = () => Promise.resolve(false)) {
  const hello = { protocol: 1, agentVersion: "0", clusterVersion: "1", source: "folder" } as const;
  const { epoch } = await client.hello({ ...hello, resources: [] }, ending.signal);
  const status = createStatus();
  const refused: string[] = [];
  const limits = { ...OUTBOX_LIMITS, quietMs: 5, flushMaxMs: 20 };
  const outbox = new Outbox(limits, status, () => undefined);
  const sender = new Sender({
    ...{ epoch, outbox, client, status, log: silentLogger },
    retry: { timing, log: silentLogger, status, renew },
    onRefused: (entry) => refused.push(entry.uid),
  });
  const ended = sender.run(ending.signal).catch((error: unknown) => error);
  for (const uid of uids) outbox.push(upsert(uid));
  return { ended, outbox, refused, status };
}

describe("sending batches", () => {
  it("repeats a batch under its sequence when the answer got lost after the commit", async () => {
    edictConsole.replies.push({ ...refusal(502, "bad_gateway"), commit: true });
    const { outbox, status } = await send(["a", "b"]);
    await outbox.drained(ending.signal);
    expect(edictConsole.sequence).toBe(1);
    expect(edictConsole.frames).toHaveLength(2);
    expect(status.batchFailures).toBe(1);
  });

  it.each([413, 400])(
    "halves a batch that is answered %i and gives up only the frame to blame",
    async (code) => {
      for (let refusals = 0; refusals < 3; refusals++) edictConsole.replies.push(refusal(code, "refused"));
      const { outbox, refused, status } = await send(["a", "b", "c", "d"]);
      await outbox.drained(ending.signal);
      expect(refused).toEqual(["a"]);
      expect(status.skippedObjects).toBe(1);
      expect([...(edictConsole.kinds.get("/Pod")?.keys() ?? [])]).toEqual(["b", "c", "d"]);
      expect(edictConsole.sequence).toBe(2);
    },
  );

  it("waits as long as it is asked to", async () => {
    edictConsole.replies.push(refusal(429, "slow_down", { "retry-after": "1" }));
    const startedAt = performance.now();
    const { outbox } = await send(["a"]);
    await outbox.drained(ending.signal);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });

  it.each(["stale_epoch", "sequence_gap"])("ends with the epoch on %s", async (code) => {
    edictConsole.replies.push(refusal(409, code));
    const { ended } = await send(["a"]);
    expect(await ended).toBeInstanceOf(EpochLost);
  });

  it("stops while the credential is refused, and goes on with a new one", async () => {
    const { credential } = edictConsole;
    edictConsole.credential = "another";
    let asked = 0;
    // The hello has to pass first.
    edictConsole.credential = credential;
    const { outbox, status } = await send([], () => {
      client.credential = "another";
      return Promise.resolve(++asked > 1);
    });
    edictConsole.credential = "another";
    client.credential = "stale";
    outbox.push(upsert("a"));
    await eventually("the first refusal", () => asked === 1 && !status.authorized);
    await outbox.drained(ending.signal);
    expect(status.authorized).toBe(true);
    expect(edictConsole.count).toBe(1);
  });
});
