import { createServer } from "node:net";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileCredentials } from "./credentials/file-store";
import { runAgent, type AgentOptions, type AgentOutcome } from "./run-agent";
import { eventually, TEST_INSTALL_TOKEN, TestConsole } from "./testing/test-console";

let folder: string;
let edictConsole: TestConsole;
let ending: AbortController;
const running: Promise<AgentOutcome>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "edict-folder-"));
  edictConsole = new TestConsole();
  await edictConsole.start();
  ending = new AbortController();
});

afterEach(async () => {
  ending.abort(new Error("test over"));
  await Promise.all(running.splice(0));
  await edictConsole.stop();
  await rm(folder, { recursive: true, force: true });
  expect(edictConsole.faults).toEqual([]);
});

function start(options: Partial<AgentOptions> = {}): Promise<AgentOutcome> {
  const timing = { backoffFirstMs: 20, backoffMaxMs: 50, unauthorizedRetryMs: 50, folderQuietMs: 30 };
  const ended = runAgent(
    {
      consoleUrl: edictConsole.url,
      source: { type: "folder", folder: path.join(folder, "manifests") },
      installToken: TEST_INSTALL_TOKEN,
      credentials: fileCredentials(path.join(folder, "credential.json")),
      ...options,
      timing: { ...timing, folderPollMs: 200, ...options.timing },
    },
    ending.signal,
  );
  running.push(ended);
  return ended;
}

async function write(name: string, ...objects: object[]): Promise<void> {
  await writeText(name, objects.map((object) => JSON.stringify(object)).join("\n---\n"));
}

async function writeText(name: string, text: string): Promise<void> {
  const file = path.join(folder, "manifests", name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

function configMap(name: string, value: string, namespace?: string) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data: { value } };
}

const maps = () => [...edictConsole.named("/ConfigMap").keys()].sort();
const upserts = () => edictConsole.frames.filter(({ type }) => type === "upsert").length;

describe("an agent on a folder", () => {
  it("sends everything once, as a cluster would hold it, and is done", async () => {
    await write("a.yaml", configMap("one", "1"), {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "x" },
    });
    await write("deep/b.json", configMap("two", "2", "x"));
    await write("chart/templates/c.yaml", configMap("no", ""));
    await writeText("chart/Chart.yaml", "name: chart");
    await write("node_modules/d.yaml", configMap("no", ""));
    expect(await start({ once: true })).toBe("synced");
    expect(maps()).toEqual(["default/one", "x/two"]);
    expect(edictConsole.hellos[0]).toMatchObject({ source: "folder", clusterVersion: "folder" });
    expect(edictConsole.registrations[0]?.clusterUid).toMatch(/^folder:/);
    expect([...edictConsole.states.values()].every(({ state }) => state === "listed")).toBe(true);
  });

  it("sends nothing again that the console holds, and deletes what is gone since", async () => {
    await write("a.yaml", configMap("one", "1"), configMap("two", "2"));
    await write("b.yaml", { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: {} });
    await start({ once: true });
    await rm(path.join(folder, "manifests", "b.yaml"));
    await write("a.yaml", configMap("two", "2"), configMap("three", "3"));
    const before = upserts();
    await start({ once: true });
    expect(upserts() - before).toBe(1);
    expect(maps()).toEqual(["default/three", "default/two"]);
    expect(edictConsole.kinds.get("/Service")?.size).toBe(0);
    expect(edictConsole.registrations).toHaveLength(1);
  });

  it("follows edits, new files and deletions", async () => {
    await write("a.yaml", configMap("one", "1"));
    void start();
    await eventually("the first", () => maps().length === 1);
    await write("sub/b.yaml", configMap("two", "2"));
    await eventually("the new file", () => maps().length === 2);
    await write("a.yaml", configMap("one", "changed"));
    await eventually("the edit", () =>
      JSON.stringify(edictConsole.named("/ConfigMap").get("default/one")?.object).includes("changed"),
    );
    await rm(path.join(folder, "manifests", "sub"), { recursive: true });
    await eventually("the deletion", () => maps().length === 1);
  });

  it("deletes nothing on account of a file it cannot read, and says which", async () => {
    await write("a.yaml", configMap("one", "1"));
    await write("b.yaml", configMap("two", "2"));
    void start();
    await eventually("both", () => maps().length === 2);
    await writeText("b.yaml", "kind: ConfigMap\n{{ oops");
    await write("a.yaml", configMap("three", "3"));
    const state = await eventually("the error", () => {
      const found = edictConsole.states.get("/ConfigMap");
      return found?.state === "error" ? found : undefined;
    });
    expect(state.message).toContain("b.yaml");
    await eventually("the new one", () => maps().includes("default/three"));
    expect(maps()).toEqual(["default/one", "default/three", "default/two"]);
    await write("b.yaml", configMap("two", "2"));
    await eventually("the repair", () => edictConsole.states.get("/ConfigMap")?.state === "listed");
    expect(maps()).toEqual(["default/three", "default/two"]);
  });

  it("is incomplete once when a file cannot be read", async () => {
    await write("a.yaml", configMap("one", "1"));
    await writeText("b.yaml", "kind: ConfigMap\n{{ oops");
    expect(await start({ once: true })).toBe("incomplete");
  });

  it("lets the first of two definitions of an object count", async () => {
    await write("a.yaml", configMap("one", "first"));
    await write("b.yaml", configMap("one", "second"));
    expect(await start({ once: true })).toBe("synced");
    expect(JSON.stringify(edictConsole.named("/ConfigMap").get("default/one")?.object)).toContain("first");
    expect(upserts()).toBe(1);
  });

  it("names an object that is too large, and sends the others", async () => {
    await write("a.yaml", configMap("huge", "x".repeat(3 * 1024 * 1024)), configMap("small", "1"));
    expect(await start({ once: true })).toBe("incomplete");
    edictConsole.faults.length = 0;
    expect(maps()).toEqual(["default/small"]);
    expect(edictConsole.states.get("/ConfigMap")).toMatchObject({ state: "error" });
    expect(edictConsole.states.get("/ConfigMap")?.message).toContain("default/huge");
  });

  it("brings everything through an outbox far too small", async () => {
    const many = Array.from({ length: 300 }, (_, index) => configMap(`m${index}`, "x".repeat(200)));
    await write("a.yaml", ...many);
    const outboxLimits = { bytesMax: 20_000, roomBytes: 5_000, batchBytes: 4_000, batchFrames: 7 };
    expect(await start({ once: true, outboxLimits })).toBe("synced");
    expect(maps()).toHaveLength(300);
  });
});

describe("an agent and its console", () => {
  it("ends when its cluster was removed", async () => {
    await write("a.yaml", configMap("one", "1"));
    edictConsole.command = "stop";
    expect(await start()).toBe("stopped");
  });

  it("ends when it is told to, wherever it is", async () => {
    await edictConsole.stop();
    const ended = start();
    ending.abort(new Error("enough"));
    expect(await ended).toBe("aborted");
  });

  it("waits for an install token that is accepted", async () => {
    edictConsole.acceptsToken = false;
    await write("a.yaml", configMap("one", "1"));
    void start();
    await eventually("some tries", () => edictConsole.registrations.length >= 2);
    edictConsole.acceptsToken = true;
    await eventually("the object", () => maps().length === 1);
  });

  it("registers again with the key of its masks when its credential is refused", async () => {
    const secret = (name: string) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name },
      stringData: { a: "b" },
    });
    await write("a.yaml", secret("one"));
    void start();
    const first = await eventually("the secret", () => edictConsole.named("/Secret").get("default/one"));
    const file = path.join(folder, "credential.json");
    const before = await readFile(file, "utf8");
    edictConsole.credential = "revoked";
    await write("b.yaml", secret("two"));
    const second = await eventually("the other", () => edictConsole.named("/Secret").get("default/two"));
    expect(second.object.stringData).toEqual(first.object.stringData);
    expect(await readFile(file, "utf8")).not.toBe(before);
    expect(edictConsole.registrations).toHaveLength(2);
  });

  it("compares everything anew when the console has lost the epoch, and sends only what differs", async () => {
    await write("a.yaml", configMap("one", "1"));
    await write("b.yaml", { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: {} });
    void start();
    await eventually("both", () => edictConsole.count === 2);
    edictConsole.kinds.delete("/Service");
    edictConsole.epoch += 10;
    await write("a.yaml", configMap("one", "2"));
    await eventually("the service again", () => edictConsole.kinds.get("/Service")?.size === 1);
    await eventually("the change", () =>
      JSON.stringify(edictConsole.named("/ConfigMap").get("default/one")?.object).includes('"2"'),
    );
    expect(edictConsole.hellos).toHaveLength(2);
  });

  it("tells at its health port whether it is ready, and what it does", async () => {
    await write("a.yaml", configMap("one", "1"));
    let port = 0;
    void start({ healthPort: 0, onHealthPort: (chosen) => (port = chosen) });
    await eventually("the object", () => maps().length === 1);
    const get = async (name: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${name}`);
      return { status: answer.status, text: await answer.text() };
    };
    expect(await get("/healthz")).toMatchObject({ status: 200 });
    expect(await get("/readyz")).toMatchObject({ status: 200 });
    expect(await get("/nothing")).toMatchObject({ status: 404 });
    expect((await get("/metrics")).text).toMatch(/^edict_agent_objects 1$/m);
    await eventually("a heartbeat of this epoch", () =>
      edictConsole.heartbeats.some(({ epoch, objectCount }) => epoch === 1 && objectCount === 1),
    );
  });

  it("serves health also when nobody asks which port it is, as in a pod", async () => {
    const probe = createServer().listen(0);
    const address = probe.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    void start({ healthPort: port });
    const status = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        (answer) => answer.status,
        () => 0,
      );
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
  });
});
