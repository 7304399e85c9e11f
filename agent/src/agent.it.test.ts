import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCluster, type Cluster } from "@/scripts/cluster/start-cluster";
import { renderInstallManifest, renderUninstallCommand } from "@/lib/install/manifest";
import { createLogger } from "./log";
import { runAgent, type AgentOptions, type AgentOutcome } from "./run-agent";
import { eventually, TEST_INSTALL_TOKEN, TestConsole } from "./testing/test-console";

const runFile = promisify(execFile);
const verbose = process.env.EDICT_TEST_LOG === "1";
const log = createLogger(verbose ? "debug" : "error", (line) => verbose && process.stderr.write(line));

let folder: string;
let cluster: Cluster;
let edictConsole: TestConsole;
const running: (() => Promise<AgentOutcome>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "edict-agent-"));
  cluster = await startCluster({ dataDir: path.join(folder, "cluster") });
});

afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  edictConsole = new TestConsole();
  await edictConsole.start();
});

afterEach(async () => {
  for (const stop of running.splice(0)) expect(await stop()).toBe("aborted");
  await edictConsole.stop();
  expect(edictConsole.faults).toEqual([]);
});

function startAgent(options: Partial<AgentOptions> = {}) {
  const ending = new AbortController();
  const ended = runAgent(
    {
      consoleUrl: edictConsole.url,
      source: { type: "kubeconfig", file: cluster.kubeconfigPath },
      installToken: TEST_INSTALL_TOKEN,
      log,
      timing: { backoffMaxMs: 500, rediscoverMs: 5_000, forbiddenRetryMs: 1_000, staleAfterMs: 1_500 },
      ...options,
    },
    ending.signal,
  );
  const stop = () => {
    ending.abort(new Error("test over"));
    return ended;
  };
  running.push(stop);
  return stop;
}

async function kubectl(args: string[], input?: string): Promise<string> {
  const all = ["--kubeconfig", cluster.kubeconfigPath, ...args];
  const promise = runFile(cluster.kubectlPath, all);
  promise.child.stdin?.end(input);
  return (await promise).stdout;
}

function apply(...objects: object[]): Promise<string> {
  const text = objects.map((object) => JSON.stringify(object)).join("\n---\n");
  return kubectl(["apply", "-f", "-"], text);
}

function configMap(name: string, data: Record<string, string>) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" }, data };
}

/** Everything was listed: no kind is still on its way. */
async function synced(): Promise<void> {
  await eventually("first sync", () => {
    const states = [...edictConsole.states.values()];
    const kinds = edictConsole.hellos.at(-1)?.resources.length ?? Infinity;
    return states.filter(({ state }) => state === "listed").length >= kinds;
  });
}

const widgetDefinition = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.example.com" },
  spec: {
    group: "example.com",
    scope: "Namespaced",
    names: { plural: "widgets", singular: "widget", kind: "Widget", listKind: "WidgetList" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: { spec: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        },
      },
    ],
  },
};

describe("an agent on a real API server", () => {
  it("brings every object but noise, with the hashes of what it brings", async () => {
    startAgent();
    await synced();
    expect(edictConsole.named("/Namespace").has("kube-system")).toBe(true);
    expect(edictConsole.named("rbac.authorization.k8s.io/ClusterRole").has("cluster-admin")).toBe(true);
    expect([...edictConsole.kinds.keys()]).not.toContain("/Event");
    expect([...edictConsole.kinds.keys()]).not.toContain("coordination.k8s.io/Lease");
    const [registration] = edictConsole.registrations;
    const uid = await kubectl(["get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"]);
    expect(registration).toMatchObject({ clusterUid: uid, source: "api-server" });
    expect(edictConsole.hellos[0]?.clusterVersion).toMatch(/^v1\.\d+/);
    const held = edictConsole.named("/Namespace").get("default")?.object;
    expect(held).toMatchObject({ apiVersion: "v1", kind: "Namespace", status: { phase: "Active" } });
    expect(JSON.stringify(held)).not.toMatch(/managedFields|resourceVersion|last-applied/);
  });

  it("brings a change within a second and a deletion as one", async () => {
    startAgent();
    await synced();
    await apply(configMap("live", { colour: "red" }));
    await eventually("the object", () => edictConsole.named("/ConfigMap").get("default/live"));
    const latenciesMs: number[] = [];
    for (const colour of ["blue", "green", "black", "white"]) {
      await apply(configMap("live", { colour }));
      const appliedAt = performance.now();
      const held = await eventually("the change", () => {
        const found = edictConsole.named("/ConfigMap").get("default/live");
        return JSON.stringify(found?.object).includes(colour) ? found : undefined;
      });
      latenciesMs.push(held.receivedAt - appliedAt);
    }
    expect(Math.max(...latenciesMs)).toBeLessThan(1_000);
    if (verbose) process.stderr.write(`latency after kubectl: ${latenciesMs.map(Math.round).join(" ")} ms\n`);
    await kubectl(["delete", "configmap", "live"]);
    await eventually("the deletion", () => !edictConsole.named("/ConfigMap").has("default/live"));
    expect(edictConsole.frames.some((frame) => frame.type === "delete")).toBe(true);
  });

  it("never sends the value of a Secret, and says what it withheld", async () => {
    startAgent();
    await synced();
    const value = "correct horse battery staple";
    const metadata = { name: "db", namespace: "default" };
    await apply({ apiVersion: "v1", kind: "Secret", metadata, stringData: { password: value } });
    const held = await eventually("the secret", () => edictConsole.named("/Secret").get("default/db"));
    expect(JSON.stringify(held.object.data)).toMatch(/^\{"password":"edict:redacted:28:[0-9a-f]{16}"\}$/);
    const everything = JSON.stringify(edictConsole.frames);
    expect(everything).not.toContain(value);
    expect(everything).not.toContain(Buffer.from(value).toString("base64"));
    const upsert = edictConsole.frames.find(
      (frame) => frame.type === "upsert" && JSON.stringify(frame.object).includes('"name":"db"'),
    );
    expect(upsert).toMatchObject({ redacted: ["/data/password"], manager: "kubectl-client-side-apply" });
    await kubectl(["delete", "secret", "db"]);
  });

  it("finds a kind that is defined while it runs, and its objects, and notices when it is gone", async () => {
    startAgent();
    await synced();
    await apply(widgetDefinition);
    await kubectl(["wait", "--for=condition=Established", "crd/widgets.example.com"]);
    const metadata = { name: "first", namespace: "default" };
    await apply({ apiVersion: "example.com/v1", kind: "Widget", metadata, spec: { size: 1 } });
    await eventually("the widget", () => edictConsole.named("example.com/Widget").get("default/first"));
    await kubectl(["delete", "crd", "widgets.example.com"]);
    await eventually("the end", () => edictConsole.states.get("example.com/Widget")?.state === "gone");
    expect(edictConsole.kinds.get("example.com/Widget")?.size).toBe(0);
  });

  it("sends nothing but lists when it comes back and nothing has changed", async () => {
    const stop = startAgent();
    await synced();
    running.pop();
    await stop();
    edictConsole.frames.length = 0;
    edictConsole.states.clear();
    // A first run's credential is lost with its memory; registering again is allowed while the token lives.
    startAgent();
    await synced();
    const sent = edictConsole.frames.filter(({ type }) => type === "upsert");
    // Redaction keys differ between the two runs, so objects with masked values do.
    expect(sent.filter((frame) => frame.type === "upsert" && frame.redacted === undefined)).toEqual([]);
    expect(edictConsole.knownAsked).toContain("/Namespace");
  });

  it("reports kinds it may not read and deletes nothing of them", async () => {
    const kubeconfig = await restrictedKubeconfig();
    startAgent({ source: { type: "kubeconfig", file: kubeconfig } });
    const state = await eventually("the refusal", () => {
      const found = edictConsole.states.get("/Secret");
      return found?.state === "forbidden" ? found : undefined;
    });
    expect(state.message).toContain("forbidden");
    await eventually("what it may read", () => edictConsole.states.get("/ConfigMap")?.state === "listed");
    expect(edictConsole.registrations[0]?.clusterUid).toMatch(/^server:[0-9a-f]{32}$/);
    await kubectl([
      "create",
      "clusterrolebinding",
      "all",
      "--clusterrole=view-all",
      "--serviceaccount=default:narrow",
    ]);
    await kubectl(["create", "clusterrole", "view-all", "--verb=get,list,watch", "--resource=*.*"]);
    await eventually("the right is noticed", () => edictConsole.states.get("/Secret")?.state === "listed");
  });

  it("loses nothing while the console is away, and repeats no sequence", async () => {
    startAgent();
    await synced();
    await edictConsole.stop();
    for (let round = 0; round < 3; round++) await apply(configMap("offline", { round: String(round) }));
    await apply(configMap("brief", {}));
    await kubectl(["delete", "configmap", "brief"]);
    await edictConsole.start();
    await eventually("the last change", () =>
      JSON.stringify(edictConsole.named("/ConfigMap").get("default/offline") ?? {}).includes('"round":"2"'),
    );
    await eventually("the deletion", () => !edictConsole.named("/ConfigMap").has("default/brief"));
    expect(edictConsole.epoch).toBe(1);
    await kubectl(["delete", "configmap", "offline"]);
  });

  it("starts before the console does", async () => {
    await edictConsole.stop();
    const failures: string[] = [];
    startAgent({ log: { ...log, warn: (message) => failures.push(message) } });
    await eventually("a failure", () => failures.includes("registration failed; trying again"));
    await edictConsole.start();
    await synced();
  });

  it("goes on where it was after the API server was away", async () => {
    startAgent();
    await synced();
    await cluster.stop();
    await eventually("kinds turn unknown", () => edictConsole.states.get("/ConfigMap")?.state === "error");
    expect(edictConsole.named("/ConfigMap").size).toBeGreaterThan(0);
    const before = edictConsole.epoch;
    cluster = await startCluster({ dataDir: path.join(folder, "cluster"), address: cluster.address });
    await apply(configMap("after", { restart: "yes" }));
    await eventually("the object", () => edictConsole.named("/ConfigMap").get("default/after"), 30_000);
    await eventually("the kind is known", () => edictConsole.states.get("/ConfigMap")?.state === "listed");
    expect(edictConsole.epoch).toBe(before);
    await kubectl(["delete", "configmap", "after"]);
  });

  it("says everything again in a new epoch when the console asks for it", async () => {
    startAgent();
    await synced();
    edictConsole.kinds.clear();
    edictConsole.command = "resync";
    await eventually("another epoch", () => edictConsole.epoch >= 2);
    edictConsole.command = "none";
    await eventually("its objects", () => edictConsole.named("/Namespace").has("kube-system"));
  });
});

describe("the bundled agent", () => {
  let bundle: string;

  beforeAll(async () => {
    bundle = path.join(folder, "agent.mjs");
    await runFile(process.execPath, [path.resolve("scripts/build-agent.mjs"), bundle]);
  });

  async function runBundle(args: string[], variables: Record<string, string>) {
    const child = spawn(process.execPath, [bundle, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { PATH: process.env.PATH, EDICT_CONSOLE_URL: edictConsole.url, ...variables },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => child.once("exit", resolve));
    return { code, output };
  }

  it("sends a cluster once and exits", async () => {
    const credential = path.join(folder, "credential.json");
    const { code, output } = await runBundle(
      ["--once", "--kubeconfig", cluster.kubeconfigPath, "--cluster-uid", "fixed"],
      { EDICT_INSTALL_TOKEN: TEST_INSTALL_TOKEN, EDICT_CREDENTIAL_FILE: credential },
    );
    expect(code, output).toBe(0);
    expect(edictConsole.named("/Namespace").has("kube-system")).toBe(true);
    expect(edictConsole.registrations[0]?.clusterUid).toBe("fixed");
    expect(await readFile(credential, "utf8")).toContain(edictConsole.credential ?? "none");
    for (const line of output.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("message");
    expect(output).not.toContain(TEST_INSTALL_TOKEN);
  });

  it("runs with exactly the rights the install manifest gives, and keeps its credential in its Secret", async () => {
    const manifest = renderInstallManifest({
      consoleUrl: edictConsole.url,
      installToken: TEST_INSTALL_TOKEN,
      image: "edict.local/agent:test",
      imagePullPolicy: "Never",
      clusterName: "test",
    });
    await kubectl(["apply", "-f", "-"], manifest);
    const mount = await serviceAccountFolder("edict-system", "edict-agent");
    await writeFile(path.join(mount, "install-token"), `${TEST_INSTALL_TOKEN}\n`);
    const { hostname, port } = new URL(cluster.url);
    const variables = {
      EDICT_INSTALL_TOKEN_FILE: path.join(mount, "install-token"),
      EDICT_SERVICE_ACCOUNT_FOLDER: mount,
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port === "" ? "443" : port,
    };
    const first = await runBundle(["--once"], variables);
    expect(first.code, first.output).toBe(0);
    expect([...edictConsole.states.values()].filter(({ state }) => state === "forbidden")).toEqual([]);
    await kubectl(["apply", "-f", "-"], manifest);
    const second = await runBundle(["--once"], variables);
    expect(second.code, second.output).toBe(0);
    expect(edictConsole.registrations).toHaveLength(1);
    const uninstall = renderUninstallCommand().split(" ").slice(1);
    await kubectl([...uninstall, "--wait=false"]);
  });
});

/** What a pod of a service account would find mounted. */
async function serviceAccountFolder(namespace: string, name: string): Promise<string> {
  const mount = await mkdtemp(path.join(folder, "mount-"));
  const token = await kubectl(["create", "token", "--namespace", namespace, name]);
  await writeFile(path.join(mount, "token"), token);
  await writeFile(path.join(mount, "namespace"), namespace);
  await writeFile(path.join(mount, "ca.crt"), await readFile(cluster.caPath));
  return mount;
}

/** A kubeconfig of a service account that may read ConfigMaps and nothing else. */
async function restrictedKubeconfig(): Promise<string> {
  await kubectl(["create", "serviceaccount", "narrow"]);
  await kubectl(["create", "clusterrole", "narrow", "--verb=list,watch", "--resource=configmaps"]);
  await kubectl([
    "create",
    "clusterrolebinding",
    "narrow",
    "--clusterrole=narrow",
    "--serviceaccount=default:narrow",
  ]);
  const token = (await kubectl(["create", "token", "narrow"])).trim();
  const file = path.join(folder, "narrow.yaml");
  const ca = (await readFile(cluster.caPath)).toString("base64");
  await writeFile(
    file,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "narrow",
      clusters: [{ name: "c", cluster: { server: cluster.url, "certificate-authority-data": ca } }],
      users: [{ name: "u", user: { token } }],
      contexts: [{ name: "narrow", context: { cluster: "c", user: "u" } }],
    }),
  );
  return file;
}
