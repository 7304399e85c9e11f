import { access } from "node:fs/promises";
import { withFileLock } from "./file-lock";
import type { Log } from "./paths";
import { run, runOrThrow } from "./run";
import type { PartSource } from "./part";

const waitForOtherInstallers = "DPkg::Lock::Timeout=600";

/**
 * A source that installs Debian or Ubuntu packages and answers with a path one of them brings.
 */
export function aptSource(packages: readonly string[], path: string): PartSource {
  return {
    name: `apt package${packages.length > 1 ? "s" : ""} ${packages.join(", ")}`,
    get: async (log) => {
      await installAptPackages(packages, log);
      return path;
    },
  };
}

/**
 * Installs packages with apt-get.
 * @throws Error saying why not: no apt on this machine, not root, or apt's own words
 */
export async function installAptPackages(packages: readonly string[], log: Log): Promise<void> {
  const hasApt = await access("/usr/bin/apt-get").then(
    () => true,
    () => false,
  );
  if (!hasApt) throw new Error("this machine has no apt-get");
  if (process.getuid?.() !== 0) throw new Error(`needs root: sudo apt-get install -y ${packages.join(" ")}`);
  await withFileLock("apt", log, async () => {
    log(`Installing ${packages.join(", ")} with apt-get…`);
    const environment = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    const install = ["-o", waitForOtherInstallers, "install", "-y", "--no-install-recommends", ...packages];
    const first = await run("apt-get", install, { environment });
    if (first.code === 0) return;
    // Package lists may be missing or older than the mirror.
    await runOrThrow("apt-get", ["-o", waitForOtherInstallers, "update"], { environment });
    await runOrThrow("apt-get", install, { environment });
  });
}
