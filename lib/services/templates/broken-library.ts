import type { Services } from "../context";
import { oncePerFolder } from "../once-per-folder";
import { linkLibrary, type BrokenTemplate } from "./link-library";

const find = oncePerFolder(
  async (_libraryDir: string, services: Services) => (await linkLibrary(services)).broken,
);

/** Built-in templates that cannot be used in this installation. */
export async function brokenLibraryTemplates(services: Services): Promise<BrokenTemplate[]> {
  return [...(await find(services.settings.libraryDir, services))];
}
