import { mkdtemp, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder, cachedProgramPath, kubernetesModuleFolder, type Log } from "./paths";
import type { PartSource } from "./part";
import { run, runOrThrow } from "./run";

const stillBuildingMs = 30_000;

export interface GoBuild {
  /** The program's name in the cache. */
  name: string;
  /** What is built, for people, e.g. "kube-apiserver 1.34.4". */
  title: string;
  /** How long the first build takes, for people, e.g. "about 3 minutes". */
  duration: string;
  /** A module at a version for `go install`, or a package of the pinned module for `go build`. */
  target: { install: string } | { build: string; ldflags?: string };
}

/** A source that builds a program from its Go module into the cache. Needs Go, and nothing else. */
export function goSource(build: GoBuild): PartSource {
  return { name: "building it from its Go module", get: (log) => buildWithGo(build, log) };
}

/**
 * Builds a program and puts it in the cache by rename, so that a reader never sees half of one.
 * @returns its path in the cache
 * @throws Error when Go is missing or the build fails
 */
async function buildWithGo(build: GoBuild, log: Log): Promise<string> {
  const version = await run("go", ["version"]);
  if (version.code !== 0) throw new Error("needs Go 1.24 or newer on PATH, and it is not there");
  log(`Building ${build.title} from its Go module (${build.duration} the first time)…`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const progress = setInterval(
    () => log(`… still building ${build.title} (${seconds()} s)`),
    stillBuildingMs,
  );
  const folder = await mkdtemp(join(cacheFolder(), "build-"));
  try {
    const path = cachedProgramPath(build.name);
    await compile(build, folder, join(folder, basename(path)));
    await rename(join(folder, basename(path)), path);
    log(`Built ${build.title} in ${seconds()} s`);
    return path;
  } finally {
    clearInterval(progress);
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile({ target }: GoBuild, folder: string, output: string): Promise<void> {
  const shared = { lowPriority: true };
  if ("install" in target) {
    const environment = { CGO_ENABLED: "0", GOBIN: folder };
    await runOrThrow("go", ["install", "-trimpath", target.install], { ...shared, environment, cwd: folder });
    return;
  }
  const flags = ["-buildvcs=false", "-trimpath", "-ldflags", `-s -w ${target.ldflags ?? ""}`];
  await runOrThrow("go", ["build", ...flags, "-o", output, target.build], {
    ...shared,
    environment: { CGO_ENABLED: "0" },
    cwd: kubernetesModuleFolder,
  });
}
