import { createHash } from "node:crypto";
import { createReadStream, constants } from "node:fs";
import { chmod, copyFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { ensureFolder } from "../../tools/paths";
import { runOrThrow } from "../../tools/run";

/** A file of an image: copied from this machine, or given as text. */
export type ImageFile =
  | { path: string; copyOf: string; executable?: boolean }
  | { path: string; text: string; executable?: boolean };

export interface ImageOptions {
  /** e.g. `edict.local/agent`. */
  imageName: string;
  tag: string;
  /** Paths in the image are absolute. */
  files: readonly ImageFile[];
  /** Empty folders, such as `/tmp` to mount over. */
  folders?: readonly string[];
  entrypoint: readonly string[];
  /** `uid:gid` in numbers, so that `runAsNonRoot` can be checked. */
  user: string;
  workingFolder?: string;
  environment?: readonly string[];
  /** Where the archive goes. */
  archivePath: string;
}

const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", arm64: "arm64" };

/**
 * Makes a one-layer image as a docker archive, which `ctr images import` and `docker load` read. Needs GNU tar and
 * no container tools. The same input gives the same layer.
 * @returns the archive's path
 */
export async function buildImageArchive(options: ImageOptions): Promise<string> {
  const architecture = architectures[process.arch];
  if (architecture === undefined) throw new Error(`Images can't be made for ${process.arch}`);
  const stage = await makeTemporaryDir("image");
  try {
    const root = ensureFolder(join(stage, "root"));
    for (const folder of options.folders ?? []) ensureFolder(join(root, folder));
    for (const file of options.files) await placeFile(root, file);
    const layerPath = join(stage, "layer.tar");
    const stable = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
    await runOrThrow("tar", [...stable, "-C", root, "-cf", layerPath, "."]);
    const config = JSON.stringify({
      architecture,
      os: "linux",
      created: "1970-01-01T00:00:00Z",
      config: {
        Entrypoint: options.entrypoint,
        User: options.user,
        Env: options.environment ?? [],
        WorkingDir: options.workingFolder ?? "/",
      },
      rootfs: { type: "layers", diff_ids: [`sha256:${await sha256OfFile(layerPath)}`] },
      history: [{ created: "1970-01-01T00:00:00Z", created_by: "edict" }],
    });
    const configName = `${createHash("sha256").update(config).digest("hex")}.json`;
    const repoTags = [`${options.imageName}:${options.tag}`];
    await writeFile(join(stage, configName), config);
    await writeFile(
      join(stage, "manifest.json"),
      JSON.stringify([{ Config: configName, RepoTags: repoTags, Layers: ["layer.tar"] }]),
    );
    ensureFolder(dirname(options.archivePath));
    await runOrThrow("tar", [
      "-C",
      stage,
      "-cf",
      options.archivePath,
      configName,
      "manifest.json",
      "layer.tar",
    ]);
    return options.archivePath;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function placeFile(root: string, file: ImageFile): Promise<void> {
  const target = join(root, file.path);
  ensureFolder(dirname(target));
  if ("text" in file) await writeFile(target, file.text);
  else await copyFile(file.copyOf, target, constants.COPYFILE_FICLONE);
  // The agent is nobody in particular: whatever this machine's modes are, everyone may read.
  await chmod(target, file.executable === true ? 0o755 : 0o644);
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
