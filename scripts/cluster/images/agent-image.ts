import { realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder, ensureFolder } from "../../tools/paths";
import { runOrThrow } from "../../tools/run";
import { buildImageArchive, type ImageFile } from "./image-archive";

export interface AgentImageOptions {
  /** A Node program of this machine's architecture; its shared libraries come along. This process's own by default. */
  nodeBinary?: string;
  /** A single JavaScript file that needs no other. */
  bundlePath: string;
  imageName: string;
  tag: string;
  /** A fresh file in the cache by default. */
  archivePath?: string;
}

const userId = 65_532;

/**
 * Makes the image of an agent: Node and one bundle, nothing else, to be run as non-root on a read-only root with
 * all capabilities dropped. Linux only.
 * @returns the path of a docker archive, for a node's `loadImage`
 * @throws Error when Node or its libraries can't be read
 */
export async function buildAgentImage(options: AgentImageOptions): Promise<string> {
  const node = await realpath(options.nodeBinary ?? process.execPath);
  const bundle = `/app/${basename(options.bundlePath)}`;
  const fileName = `${options.imageName}-${options.tag}-${process.pid}.tar`.replace(/[^\w.-]/g, "-");
  return buildImageArchive({
    imageName: options.imageName,
    tag: options.tag,
    files: [
      { path: "/usr/bin/node", copyOf: node, executable: true },
      ...(await sharedLibraries(node)),
      { path: bundle, copyOf: options.bundlePath },
      { path: "/etc/passwd", text: `agent:x:${userId}:${userId}::/:/sbin/nologin\n` },
      { path: "/etc/group", text: `agent:x:${userId}:\n` },
      { path: "/etc/nsswitch.conf", text: "hosts: files dns\n" },
    ],
    folders: ["/tmp"],
    entrypoint: ["/usr/bin/node", bundle],
    user: `${userId}:${userId}`,
    workingFolder: "/app",
    environment: ["NODE_ENV=production", "PATH=/usr/bin"],
    archivePath: options.archivePath ?? join(ensureFolder(join(cacheFolder(), "images")), fileName),
  });
}

/** The dynamic loader and the libraries a program is linked with, each at the path the program asks for it. */
async function sharedLibraries(program: string): Promise<ImageFile[]> {
  const listing = await runOrThrow("ldd", [program]);
  const paths = new Set<string>();
  for (const line of listing.split("\n")) {
    const path = /(?:=>\s*)?(\/\S+)\s+\(0x[0-9a-f]+\)/.exec(line)?.[1];
    if (path !== undefined) paths.add(path);
  }
  return [...paths].map((path) => ({ path, copyOf: path, executable: true }));
}
