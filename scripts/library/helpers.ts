import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** A module that templates import. */
export interface Helper {
  /** As it is imported: `workloads` of `data.edict.lib.workloads`. */
  name: string;
  /** The comment at its head. */
  about: string;
}

/** The helpers of the library by name, each with what it says of itself. */
export async function readHelpers(libraryFolder: string): Promise<Helper[]> {
  const files = (await readdir(join(libraryFolder, "lib"))).filter((file) => file.endsWith(".rego")).sort();
  return Promise.all(
    files.map(async (file) => {
      const [head = ""] = (await readFile(join(libraryFolder, "lib", file), "utf8")).split(/^package /m);
      const about = head
        .split("\n")
        .map((line) => line.replace(/^#\s?/, "").trim())
        .join(" ");
      return { name: file.slice(0, -".rego".length).replaceAll("-", "_"), about: about.trim() };
    }),
  );
}
