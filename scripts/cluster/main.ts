import { join } from "node:path";
import { projectFolder } from "../tools/paths";
import { clusterHelp, parseClusterCommand } from "./options";
import { startCluster, type Cluster } from "./start-cluster";

const insistAfterMs = 1_000;
const parentPollMs = 1_000;

/** Settles at the first Ctrl-C, SIGTERM, SIGHUP or when the program that started this one is gone. A later signal ends at once. */
function stopRequested(): Promise<string> {
  return new Promise((settle) => {
    let firstAt: number | undefined;
    // One Ctrl-C may arrive twice: from the terminal, and passed on by the program in between.
    const onSignal = (name: string) => {
      if (firstAt !== undefined && Date.now() - firstAt > insistAfterMs) process.exit(130);
      firstAt ??= Date.now();
      settle(name);
    };
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => onSignal(name));
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && settle("its parent ended"), parentPollMs).unref();
  });
}

function printUse(cluster: Cluster): void {
  console.log(`
The API server is ready at ${cluster.url} (${(cluster.apiReadyMs / 1000).toFixed(1)} s).

  export KUBECONFIG=${cluster.kubeconfigPath}
  ${cluster.kubectlPath} get ns

Logs are in ${join(cluster.dataDir, "logs")}. Ctrl-C stops the cluster and keeps its data.`);
}

async function main(): Promise<number> {
  const command = parseClusterCommand(process.argv.slice(2), join(projectFolder, ".data", "cluster"));
  if (command.help) {
    console.log(clusterHelp);
    return 0;
  }
  const stopSignal = stopRequested();
  const starting = startCluster({ ...command, log: (line) => console.log(line) });
  const first = await Promise.race([starting, stopSignal]);
  // Stopped while starting: programs are children of this process and end with it.
  if (typeof first === "string") process.exit(130);
  printUse(first);
  const failure = await Promise.race([first.failed, stopSignal.then(() => undefined)]);
  console.log(failure ?? "\nStopping…");
  await first.stop();
  console.log("Stopped.");
  return failure === undefined ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
