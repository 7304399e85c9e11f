import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kubectl } from "./kubectl";
import { readState } from "./state";

export interface RunningAgent {
  /** "pod" on a real node; "process" with a service-account token where this machine cannot run a node. */
  as: "pod" | "process";
  stop: () => Promise<void>;
}

/**
 * The manifest is applied; now something has to run its Deployment. On a real node the pod itself runs: only its network is
 * the node's, because the test's cluster has no pod network, and so its namespace may not enforce "restricted". Elsewhere
 * the same bundle runs as a process with the rights of the manifest's service account.
 */
export async function runInstalledAgent(): Promise<RunningAgent> {
  const state = readState();
  if (!state.agent.pod) {
    console.log(`The agent runs as a process: ${state.agent.reason}`);
    return await runAsProcess();
  }
  await kubectl(
    "label",
    "namespace",
    "edict-system",
    "pod-security.kubernetes.io/enforce=privileged",
    "--overwrite",
  );
  const patch = { spec: { template: { spec: { hostNetwork: true } } } };
  await kubectl(
    "-n",
    "edict-system",
    "patch",
    "deployment",
    "edict-agent",
    "--type=merge",
    "-p",
    JSON.stringify(patch),
  );
  await kubectl("-n", "edict-system", "rollout", "status", "deployment/edict-agent", "--timeout=120s");
  return {
    as: "pod",
    stop: async () => {
      await kubectl("delete", "namespace", "edict-system", "--wait=false");
    },
  };
}

async function runAsProcess(): Promise<RunningAgent> {
  const { cluster, url } = readState();
  const token = (
    await kubectl("-n", "edict-system", "create", "token", "edict-agent", "--duration=2h")
  ).trim();
  const encoded = await kubectl(
    "-n",
    "edict-system",
    "get",
    "secret",
    "edict-agent-install",
    "-o",
    "jsonpath={.data.token}",
  );
  const folder = await mkdtemp(join(tmpdir(), "edict-agent-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(
    kubeconfig,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "test", cluster: { server: cluster.url, "certificate-authority": cluster.caPath } }],
      users: [{ name: "agent", user: { token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "agent" } }],
      "current-context": "test",
    }),
    { mode: 0o600 },
  );
  const agent = spawn(process.execPath, ["dist/agent.mjs", "--kubeconfig", kubeconfig], {
    env: {
      ...process.env,
      EDICT_CONSOLE_URL: url,
      EDICT_INSTALL_TOKEN: Buffer.from(encoded, "base64").toString("utf8"),
      EDICT_CREDENTIAL_FILE: join(folder, "credential.json"),
    },
    stdio: "ignore",
  });
  return { as: "process", stop: () => stopped(agent) };
}

function stopped(agent: ChildProcess): Promise<void> {
  if (agent.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    agent.once("exit", () => resolve());
    agent.kill("SIGTERM");
  });
}
