import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectFolder } from "../tools/paths";
import { DataFolderBusyError } from "./data-folder";
import { PlaceBusyError } from "./place";
import { findClusterProcesses, signal, waitUntilGone } from "./processes";
import { startCluster, type Cluster } from "./start-cluster";

const runFile = promisify(execFile);
const stops: (() => Promise<void>)[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-cluster-"));
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(name: string, address?: string): Promise<Cluster> {
  const cluster = await startCluster({ dataDir: join(folder, name), address });
  stops.push(cluster.stop);
  return cluster;
}

async function kubectl(cluster: Cluster, ...args: string[]): Promise<string> {
  const all = ["--kubeconfig", cluster.kubeconfigPath, ...args];
  return (await runFile(cluster.kubectlPath, all)).stdout;
}

test("a namespace made with kubectl is there, also after a stop, and a stop leaves no process", async () => {
  const cluster = await start("one");
  await kubectl(cluster, "create", "namespace", "payments");
  expect(await kubectl(cluster, "get", "namespaces", "-o", "name")).toContain("namespace/payments");
  expect((await findClusterProcesses([cluster.dataDir])).map((found) => found.program).sort()).toEqual([
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
  ]);
  await cluster.stop();
  expect(await findClusterProcesses([cluster.dataDir])).toEqual([]);

  const again = await start("one");
  expect(again.adminToken).toBe(cluster.adminToken);
  expect(await kubectl(again, "get", "namespaces", "-o", "name")).toContain("namespace/payments");
  await again.stop();
  expect(await findClusterProcesses([cluster.dataDir])).toEqual([]);
});

test("two clusters run side by side and know nothing of each other", async () => {
  const [first, second] = await Promise.all([start("one"), start("two")]);
  expect(first.address).not.toBe(second.address);
  await kubectl(first, "create", "namespace", "only-in-first");
  expect(await kubectl(second, "get", "namespaces", "-o", "name")).not.toContain("only-in-first");
});

test("a data folder or an address in use is refused with a sentence that says so", async () => {
  const cluster = await start("one");
  await expect(start("one")).rejects.toThrow(DataFolderBusyError);
  await expect(start("two", cluster.address)).rejects.toThrow(PlaceBusyError);
  expect(await kubectl(cluster, "get", "--raw", "/readyz")).toBe("ok");
});

test("the command stops cleanly on SIGTERM, and what a kill -9 leaves is gone by the next start", async () => {
  const dataDir = join(folder, "command");
  const launch = async () => {
    const args = ["--import", "tsx", join("scripts", "cluster", "main.ts"), "--data", dataDir];
    const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ["ignore", "pipe", "inherit"] });
    const exit = new Promise<number | null>((settle) => child.once("exit", (code) => settle(code)));
    await new Promise<void>((settle, fail) => {
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("export KUBECONFIG=")) settle();
      });
      child.once("exit", () => fail(new Error(`The command ended early:\n${output}`)));
    });
    const pid = child.pid;
    if (pid === undefined) throw new Error("The command has no process id");
    return { pid, exit };
  };

  const killed = await launch();
  const children = (await findClusterProcesses([dataDir])).filter((found) => found.pid !== killed.pid);
  expect(children).toHaveLength(3);
  signal(killed.pid, "SIGKILL");
  await killed.exit;

  const stopped = await launch();
  expect(
    await waitUntilGone(
      children.map((found) => found.pid),
      10_000,
    ),
  ).toBe(true);
  signal(stopped.pid, "SIGTERM");
  expect(await stopped.exit).toBe(0);
  expect(await findClusterProcesses([dataDir])).toEqual([]);
});
