import { readdir } from "node:fs/promises";
import path from "node:path";

const skippedFolders = new Set(["node_modules"]);

/**
 * Manifest files below `folder`, sorted, as paths relative to it. Hidden folders, `node_modules` and the templates of
 * Helm charts (which are no YAML before they are rendered) are left out; links to folders are not followed.
 * @throws Error when any folder cannot be read: half a listing would look like deleted files
 */
export async function findManifestFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(path.join(folder, relative), { withFileTypes: true });
    const isChart = entries.some(({ name }) => name === "Chart.yaml");
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith(".")) continue;
      const below = path.join(relative, name);
      if (entry.isDirectory()) {
        if (skippedFolders.has(name) || (isChart && name === "templates")) continue;
        await visit(below);
      } else if (/\.(ya?ml|json)$/i.test(name) && (entry.isFile() || entry.isSymbolicLink())) {
        found.push(below);
      }
    }
  };
  await visit("");
  return found.sort();
}
