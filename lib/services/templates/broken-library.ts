import { readLibrary } from "@/lib/library/read-library";

let broken: Promise<{ file: string; reason: string }[]> | undefined;

/** Built-in templates that cannot be loaded from this installation; read once, since it does not change while running. */
export async function brokenLibraryTemplates(
  libraryDir: string,
): Promise<{ file: string; reason: string }[]> {
  broken ??= readLibrary(libraryDir).then((library) =>
    library.broken.map(({ file, reason }) => ({ file, reason })),
  );
  return await broken;
}
