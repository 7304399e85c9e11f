import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readState } from "./state";

const execute = promisify(execFile);

/** Runs the real kubectl against the test's API server. Throws with what it printed. */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const { cluster } = readState();
  const { stdout } = await execute(cluster.kubectlPath, ["--kubeconfig", cluster.kubeconfigPath, ...args]);
  return stdout;
}

/** Runs a line as a person pastes it into a shell: `kubectl` and its kubeconfig are what the shell has. */
export async function shell(line: string): Promise<string> {
  const { cluster } = readState();
  const folder = cluster.kubectlPath.replace(/\/[^/]+$/, "");
  const { stdout } = await execute("sh", ["-c", line], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ""}`, KUBECONFIG: cluster.kubeconfigPath },
  });
  return stdout;
}
