import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { libraryTemplateSchema, type LibraryTemplateMetadata } from "@/lib/contracts/library";
import { collectHelpers, importedHelpers, MissingHelper, readHelpers, type Helpers } from "./helpers";
import { parseYaml } from "./parse-yaml";

/** A built-in template, ready to be published. */
export interface LibraryTemplate {
  /** Folder relative to the library, such as `pod-security/pss-privileged`. */
  folder: string;
  metadata: LibraryTemplateMetadata;
  /** Rego package of the template without `data.`, such as `edict.templates.pss_privileged`. */
  packageName: string;
  /** Module text by name: `template.rego` and each `lib/<name>.rego` that it imports, directly or through another. */
  regoModules: Record<string, string>;
}

/** A template that cannot be used, with the file at fault relative to the library; `reason` begins with the line where there is one. */
export interface BrokenTemplate {
  folder: string;
  file: string;
  reason: string;
}

export interface Library {
  templates: LibraryTemplate[];
  broken: BrokenTemplate[];
}

const foldersWithoutTemplates = new Set(["lib", "packs", "samples", "standards"]);

class TemplateFault extends Error {
  constructor(
    readonly file: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads every template of a library folder (docs/library-format.md), ordered by folder. A template that cannot be
 * read lands in `broken` and keeps no other from loading.
 *
 * @param libraryFolder path of the folder that holds `<category>/<template-id>/` and `lib/`
 * @throws the file system's error if `libraryFolder` itself cannot be listed
 */
export async function readLibrary(libraryFolder: string): Promise<Library> {
  const library: Library = { templates: [], broken: [] };
  const helpers = await readHelpers(libraryFolder);
  for (const category of await listFolders(libraryFolder)) {
    if (foldersWithoutTemplates.has(category)) continue;
    for (const id of await listFolders(join(libraryFolder, category))) {
      const folder = `${category}/${id}`;
      try {
        library.templates.push(await readTemplate(libraryFolder, category, id, helpers));
      } catch (error) {
        const file = error instanceof TemplateFault ? error.file : folder;
        library.broken.push({ folder, file, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  reportSharedIds(library);
  return library;
}

async function readTemplate(
  root: string,
  category: string,
  id: string,
  helpers: Helpers,
): Promise<LibraryTemplate> {
  const folder = `${category}/${id}`;
  const metadata = parseMetadata(`${folder}/template.yaml`, await readText(root, `${folder}/template.yaml`));
  if (metadata.id !== id)
    throw new TemplateFault(
      `${folder}/template.yaml`,
      `id ${metadata.id} differs from the folder's name ${id}`,
    );
  if (metadata.category !== category)
    throw new TemplateFault(
      `${folder}/template.yaml`,
      `category ${metadata.category} differs from the folder's name ${category}`,
    );
  const text = await readText(root, `${folder}/template.rego`);
  const packageName = /^package\s+([\w.]+)/m.exec(text)?.[1] ?? "";
  const expectedPackage = `edict.templates.${id.replaceAll("-", "_")}`;
  if (packageName !== expectedPackage)
    throw new TemplateFault(`${folder}/template.rego`, `package must be ${expectedPackage}`);
  const regoModules = { "template.rego": text, ...helpersOf(helpers, `${folder}/template.rego`, text) };
  return { folder, metadata, packageName, regoModules };
}

function parseMetadata(file: string, text: string): LibraryTemplateMetadata {
  try {
    return parseYaml(text, libraryTemplateSchema);
  } catch (error) {
    throw new TemplateFault(file, error instanceof Error ? error.message : String(error));
  }
}

function helpersOf(helpers: Helpers, file: string, text: string): Record<string, string> {
  try {
    return collectHelpers(helpers, file, importedHelpers(text));
  } catch (error) {
    if (error instanceof MissingHelper) throw new TemplateFault(error.importer, error.message);
    throw error;
  }
}

/** Ids name a template wherever it lies, so a second folder with the same id is at fault. */
function reportSharedIds(library: Library): void {
  const folderOf = new Map<string, string>();
  library.templates = library.templates.filter(({ folder, metadata }) => {
    const first = folderOf.get(metadata.id);
    folderOf.set(metadata.id, first ?? folder);
    if (first !== undefined)
      library.broken.push({
        folder,
        file: `${folder}/template.yaml`,
        reason: `id is already used by ${first}`,
      });
    return first === undefined;
  });
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort();
}

async function readText(root: string, file: string): Promise<string> {
  try {
    return await readFile(join(root, file), "utf8");
  } catch (error) {
    throw new TemplateFault(
      file,
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
