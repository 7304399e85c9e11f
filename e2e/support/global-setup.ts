import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster, type Cluster } from "@/scripts/cluster/start-cluster";
import { buildAgentImage } from "@/scripts/cluster/images/agent-image";
import { canRunNode } from "@/scripts/cluster/node/can-run-node";
import { freePort } from "@/scripts/cluster/ports";
import { consoleEnvSchema } from "@/lib/env/schema";
import { Cleanups } from "@/scripts/start/cleanups";
import { startProduct } from "@/scripts/start/product";
import { ensureChromium } from "@/scripts/tools/chromium";
import type { E2eState } from "./state";

/** Starts the whole product as `npm start` does, and a real cluster, in a folder that goes away with them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "edict-e2e-"));
  await chmod(folder, 0o711);
  const cleanups = new Cleanups();
  await cleanups.add(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const logFile = createWriteStream("test-results/product.log", { flags: "w" });
  const log = (line: string) => void logFile.write(`${line}\n`);
  try {
    process.env.CHROMIUM_PATH ??= await ensureChromium(console.log);
    const node = await canRunNode();
    const cluster = await startCluster({ dataDir: join(folder, "cluster"), withNode: node.able, log });
    await cleanups.add(cluster.stop);
    const options = {
      help: false,
      port: await freePort("127.0.0.1"),
      host: "127.0.0.1",
      dataDir: join(folder, "data"),
      dev: false,
      samples: true,
    };
    const product = await startProduct(options, cleanups, log);
    if (cluster.node !== undefined) await loadAgent(cluster.node);
    const { url, kubeconfigPath, kubectlPath, adminToken, caPath } = cluster;
    const state: E2eState = {
      url: product.url,
      databaseUrl: product.databaseUrl,
      cluster: { url, kubeconfigPath, kubectlPath, adminToken, caPath },
      agent: { pod: cluster.node !== undefined, reason: node.able ? "" : node.reason },
    };
    const statePath = join(folder, "state.json");
    await writeFile(statePath, JSON.stringify(state), { mode: 0o600 });
    process.env.EDICT_E2E_STATE = statePath;
    process.env.EDICT_E2E_URL = product.url;
  } catch (error) {
    await cleanups.run();
    throw error;
  }
  return () => cleanups.run();
}

/** The image that install manifests name, made of this machine's Node and the agent's bundle. */
async function loadAgent(node: NonNullable<Cluster["node"]>): Promise<void> {
  const [imageName = "", tag = ""] = consoleEnvSchema.shape.EDICT_AGENT_IMAGE.parse(undefined).split(":");
  const archive = await buildAgentImage({ bundlePath: "dist/agent.mjs", imageName, tag });
  try {
    await node.loadImage(archive);
  } finally {
    await rm(archive, { force: true });
  }
}
