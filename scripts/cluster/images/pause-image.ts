import { join } from "node:path";
import { cacheFolder, ensureFolder, type Log } from "../../tools/paths";
import { ensurePause } from "../../tools/kubernetes";
import { buildImageArchive } from "./image-archive";

/** The image of every pod's sandbox, as containerd's configuration names it. */
export const pauseImage = { imageName: "edict.local/pause", tag: "dev" };

/** @returns the path of the archive. @throws MissingPartError when the program can't be built */
export async function buildPauseImage(log: Log): Promise<string> {
  const program = await ensurePause(log);
  return buildImageArchive({
    ...pauseImage,
    files: [{ path: "/pause", copyOf: program, executable: true }],
    entrypoint: ["/pause"],
    user: "65535:65535",
    archivePath: join(ensureFolder(join(cacheFolder(), "images")), `pause-${process.pid}.tar`),
  });
}
