import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildAgentImage } from "./images/agent-image";
import { canRunNode } from "./node/can-run-node";
import { processesInCgroup } from "./node/cgroups";
import { nodePaths } from "./node/node-paths";
import { findClusterProcesses } from "./processes";
import { startCluster, type Cluster } from "./start-cluster";

const runFile = promisify(execFile);
const ability = await canRunNode();
if (!ability.able) console.warn(`Skipping the node's tests: ${ability.reason}`);

const testFile = (name: string) => fileURLToPath(new URL(`testing/${name}`, import.meta.url));

describe.skipIf(!ability.able)("a cluster with a node", () => {
  let folder: string;
  let cluster: Cluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "edict-node-"));
    cluster = await startCluster({ dataDir: join(folder, "cluster"), withNode: true });
  });

  afterAll(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function kubectl(...args: string[]): Promise<string> {
    const all = ["--kubeconfig", cluster.kubeconfigPath, ...args];
    return (await runFile(cluster.kubectlPath, all)).stdout;
  }

  test("a locked-down pod made from a bundle reads the API server with its own token, and a stop leaves nothing", async () => {
    const archivePath = await buildAgentImage({
      bundlePath: testFile("hello-bundle.mjs"),
      imageName: "edict.local/hello",
      tag: "test",
      archivePath: join(folder, "hello.tar"),
    });
    await cluster.node?.loadImage(archivePath);
    await kubectl("apply", "-f", testFile("hello-manifest.yaml"));
    await kubectl("-n", "hello", "rollout", "status", "deployment/hello", "--timeout=90s");
    await expect
      .poll(() => kubectl("-n", "hello", "logs", "deployment/hello"), { timeout: 20_000, interval: 250 })
      .toMatch(/^hello status=200 uid=65532 root=EROFS node=v\d+.*\n.*\bhello\b/);

    await cluster.stop();
    const paths = nodePaths(cluster.dataDir);
    expect(await findClusterProcesses([cluster.dataDir, paths.runFolder, paths.containerdSocket])).toEqual(
      [],
    );
    expect(await processesInCgroup(paths.cgroup)).toEqual([]);
    const mounts = await readFile("/proc/self/mounts", "utf8");
    expect(mounts).not.toContain(cluster.dataDir);
    expect(mounts).not.toContain(paths.runFolder);
  });
});
