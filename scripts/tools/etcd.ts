import { aptSource } from "./apt";
import { fitByVersion, majorMinor } from "./fit";
import { goSource } from "./go";
import { acquire, type Part } from "./part";
import type { Log } from "./paths";

const etcd: Part = {
  name: "etcd",
  environmentVariable: "ETCD_PATH",
  pathNames: ["etcd"],
  fit: (path) =>
    fitByVersion(path, ["--version"], /etcd Version: (\S+)/, (version) => serves(version), "3.4 to 3.6"),
  sources: [
    aptSource(["etcd-server"], "/usr/bin/etcd"),
    goSource({
      name: "etcd",
      title: "etcd 3.6",
      duration: "about a minute",
      target: { build: "go.etcd.io/etcd/server/v3" },
    }),
  ],
  advice: "Install etcd 3.4 or newer (Debian: etcd-server, Homebrew: etcd) or set ETCD_PATH.",
};

function serves(version: string): boolean {
  const { major, minor } = majorMinor(version);
  return major === 3 && minor >= 4;
}

/** @returns the absolute path of an `etcd` 3 that the pinned API server works with. @throws MissingPartError */
export function ensureEtcd(log: Log): Promise<string> {
  return acquire(etcd, log);
}
