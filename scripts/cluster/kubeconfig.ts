import { readFile, rename, writeFile } from "node:fs/promises";
import { stringify } from "yaml";

export interface KubeconfigOptions {
  path: string;
  /** Name of the context and the cluster. */
  name: string;
  url: string;
  caPath: string;
  token: string;
}

/** Writes a kubeconfig that carries its certificate authority, so that it works when copied elsewhere. */
export async function writeKubeconfig(options: KubeconfigOptions): Promise<void> {
  const authority = (await readFile(options.caPath)).toString("base64");
  const { name } = options;
  const document = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: options.url, "certificate-authority-data": authority } }],
    users: [{ name: "admin", user: { token: options.token } }],
    contexts: [{ name, context: { cluster: name, user: "admin" } }],
    "current-context": name,
  };
  const unfinished = `${options.path}.tmp`;
  await writeFile(unfinished, stringify(document), { mode: 0o600 });
  await rename(unfinished, options.path);
}
