import type { Services } from "../context";
import { linkLibrary, type BrokenTemplate } from "./link-library";

const brokenIn = new Map<string, Promise<readonly BrokenTemplate[]>>();

/** Built-in templates that cannot be used in this installation; found once, since it does not change while running. */
export async function brokenLibraryTemplates(services: Services): Promise<BrokenTemplate[]> {
  const { libraryDir } = services.settings;
  const found = brokenIn.get(libraryDir) ?? linkLibrary(services).then(({ broken }) => broken);
  brokenIn.set(libraryDir, found);
  try {
    return [...(await found)];
  } catch (error) {
    brokenIn.delete(libraryDir);
    throw error;
  }
}
