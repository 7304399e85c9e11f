import { fitByVersion, majorMinor } from "./fit";
import { goSource } from "./go";
import { acquire, type Part } from "./part";
import type { Log } from "./paths";

/** The Kubernetes release that development and tests run, as `scripts/kubernetes/go.mod` pins it. */
const kubernetesVersion = "1.34.4";

const versionPackage = "k8s.io/component-base/version";
const pinned = majorMinor(kubernetesVersion);
const ldflags = [
  `-X ${versionPackage}.gitVersion=v${kubernetesVersion}`,
  `-X ${versionPackage}.gitMajor=${pinned.major}`,
  `-X ${versionPackage}.gitMinor=${pinned.minor}`,
].join(" ");

/** How many minor versions a program may differ from {@link kubernetesVersion}, by Kubernetes' skew policy. */
type Skew = 0 | 1;

function kubernetesPart(name: string, skew: Skew, duration: string, versionArgs: string[]): Part {
  const environmentVariable = `${name.toUpperCase().replaceAll("-", "_")}_PATH`;
  return {
    name,
    environmentVariable,
    pathNames: [name],
    fit: (path) =>
      fitByVersion(
        path,
        versionArgs,
        /v(\d+\.\d+\.\d+\S*)/,
        (version) => isNear(version, skew),
        `${pinned.major}.${pinned.minor}${skew === 0 ? "" : ` (± ${skew})`}`,
      ),
    sources: [
      goSource({
        name,
        title: `${name} ${kubernetesVersion}`,
        duration,
        target: { build: `k8s.io/kubernetes/cmd/${name}`, ldflags },
      }),
    ],
    advice: `Install ${name} ${kubernetesVersion} and set ${environmentVariable}, or install Go and start again.`,
  };
}

function isNear(version: string, skew: Skew): boolean {
  const { major, minor } = majorMinor(version);
  return major === pinned.major && Math.abs(minor - pinned.minor) <= skew;
}

const shortBuild = "about a minute, more without the API server's packages";
const apiServer = kubernetesPart("kube-apiserver", 0, "about 3 minutes", ["--version"]);
const controllerManager = kubernetesPart("kube-controller-manager", 0, shortBuild, ["--version"]);
const scheduler = kubernetesPart("kube-scheduler", 0, shortBuild, ["--version"]);
const kubelet = kubernetesPart("kubelet", 0, shortBuild, ["--version"]);
const kubectl = kubernetesPart("kubectl", 1, shortBuild, ["version", "--client"]);

const pause: Part = {
  name: "pause",
  environmentVariable: "PAUSE_PATH",
  pathNames: [],
  // It is ours and says nothing: being there is enough.
  fit: () => Promise.resolve({ fits: true, version: kubernetesVersion }),
  sources: [
    goSource({
      name: "pause",
      title: "the pause program",
      duration: "seconds",
      target: { build: "./pause" },
    }),
  ],
  advice: "Install Go and start again.",
};

/** @returns the absolute path of `kube-apiserver` 1.34. @throws MissingPartError */
export function ensureApiServer(log: Log): Promise<string> {
  return acquire(apiServer, log);
}

/** @returns the absolute path of `kube-controller-manager` 1.34. @throws MissingPartError */
export function ensureControllerManager(log: Log): Promise<string> {
  return acquire(controllerManager, log);
}

/** @returns the absolute path of `kube-scheduler` 1.34. @throws MissingPartError */
export function ensureScheduler(log: Log): Promise<string> {
  return acquire(scheduler, log);
}

/** @returns the absolute path of `kubelet` 1.34. Linux only. @throws MissingPartError */
export function ensureKubelet(log: Log): Promise<string> {
  return acquire(kubelet, log);
}

/** @returns the absolute path of a `kubectl` that may talk to 1.34: 1.33 to 1.35. @throws MissingPartError */
export function ensureKubectl(log: Log): Promise<string> {
  return acquire(kubectl, log);
}

/**
 * The program of the pod sandbox's container: small, static, waits for a signal.
 * @returns its path in the cache
 * @throws MissingPartError
 */
export function ensurePause(log: Log): Promise<string> {
  return acquire(pause, log);
}
