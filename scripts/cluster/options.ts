import { parseArgs } from "node:util";

export interface ClusterCommand {
  help: boolean;
  dataDir: string;
  address: string | undefined;
  withNode: boolean;
}

/** What `--help` prints. */
export const clusterHelp = `Runs a real Kubernetes API on this machine: etcd, API server, controller manager. Ctrl-C stops it.

Usage: npm run cluster -- [options]

  --data FOLDER      where the cluster is kept between starts (.data/cluster)
  --address ADDRESS  loopback address, e.g. 127.66.0.1 (the first free one)
  --with-node        also run a node (containerd, kubelet, scheduler) so that pods run; Linux and root only
  --help             this text

Programs that are missing are found, installed or built; see "tsx scripts/tools/main.ts --help".`;

/** @throws Error with a sentence about the option that is wrong */
export function parseClusterCommand(args: readonly string[], defaultDataDir: string): ClusterCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string", default: defaultDataDir },
      address: { type: "string" },
      "with-node": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    help: values.help,
    dataDir: values.data,
    address: values.address,
    withNode: values["with-node"],
  };
}
