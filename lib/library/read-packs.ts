import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import {
  packFileSchema,
  standardFileSchema,
  type PackFile,
  type StandardControl,
  type StandardFile,
} from "@/lib/contracts/library-packs";
import { parseYaml } from "./parse-yaml";

/** A control with the templates that decide it, by id. */
export interface CoveredControl extends StandardControl {
  templates: readonly string[];
}

export interface Standard extends Omit<StandardFile, "controls"> {
  controls: readonly CoveredControl[];
}

export interface Pack {
  file: PackFile;
  standard: Standard | null;
  /** Ids of its templates in the library's order, each once. */
  templates: readonly string[];
}

export interface PackLibrary {
  standards: readonly Standard[];
  packs: readonly Pack[];
  broken: readonly { file: string; reason: string }[];
}

/**
 * Reads `standards/` and `packs/` of the library (docs/library-format.md). A file that breaks a rule is named and left
 * out; a folder that is not there holds nothing.
 *
 * @param templates metadata of all templates that could be read
 */
export async function readPacks(
  libraryFolder: string,
  templates: readonly LibraryTemplateMetadata[],
): Promise<PackLibrary> {
  const broken: { file: string; reason: string }[] = [];
  const standards: Standard[] = [];
  for (const [file, content] of await readFiles(libraryFolder, "standards", standardFileSchema, broken)) {
    const standard = { ...content, controls: coverControls(content, templates) };
    const faults = faultsOfStandard(standard, templates);
    broken.push(...faults.map((reason) => ({ file, reason })));
    if (faults.length === 0) standards.push(standard);
  }
  const packs: Pack[] = [];
  for (const [file, content] of await readFiles(libraryFolder, "packs", packFileSchema, broken)) {
    const standard = standards.find(({ id }) => id === content.standard) ?? null;
    const faults = faultsOfPack(content, standard, templates);
    broken.push(...faults.map((reason) => ({ file, reason })));
    if (faults.length === 0)
      packs.push({ file: content, standard, templates: templatesOf(content, standard, templates) });
  }
  return { standards, packs, broken };
}

function coverControls(
  standard: StandardFile,
  templates: readonly LibraryTemplateMetadata[],
): CoveredControl[] {
  const byName = new Map<string, string[]>();
  for (const { id, standards } of templates)
    for (const mapped of standards) {
      const name = nameOf(mapped.standard, mapped.control);
      byName.set(name, [...(byName.get(name) ?? []), id]);
    }
  return standard.controls.map((control) => {
    const decidedBy = namesOf(control, standard).flatMap((name) => byName.get(name) ?? []);
    return { ...control, templates: [...new Set(decidedBy)] };
  });
}

/** How templates may name a control. */
function namesOf(control: StandardControl, { mapping }: Pick<StandardFile, "mapping">): string[] {
  const names: StandardControl["namedAs"] = control.namedAs ?? [{ control: control.id }];
  return names.map((name) => nameOf(name.standard ?? mapping, name.control));
}

function nameOf(standard: string, control: string): string {
  return `${standard} ${control}`;
}

function faultsOfStandard(standard: Standard, templates: readonly LibraryTemplateMetadata[]): string[] {
  const ids = standard.controls.map((control) => control.id);
  const known = new Set(standard.controls.flatMap((control) => namesOf(control, standard)));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const unexplained = standard.controls.filter(
    (control) => control.templates.length === 0 && !control.notAssessed,
  );
  const contradicted = standard.controls.filter(
    (control) => control.templates.length > 0 && control.notAssessed,
  );
  const unlisted = templates.flatMap((template) =>
    template.standards
      .filter(
        (mapped) =>
          mapped.standard === standard.mapping && !known.has(nameOf(mapped.standard, mapped.control)),
      )
      .map((mapped) => `${mapped.control} (${template.id})`),
  );
  return [
    ...twice.map((id) => `control ${id} is listed twice`),
    ...unexplained.map((control) => `control ${control.id} has no template and no reason under notAssessed`),
    ...contradicted.map(
      (control) => `control ${control.id} is "not assessed", yet ${control.templates.join(", ")} assess it`,
    ),
    ...unlisted.map((name) => `a template names a control that is not listed: ${name}`),
  ];
}

function faultsOfPack(
  pack: PackFile,
  standard: Standard | null,
  templates: readonly LibraryTemplateMetadata[],
): string[] {
  const known = new Set(templates.map(({ id }) => id));
  const named = [
    ...pack.templates,
    ...pack.except.map(({ template }) => template),
    ...Object.keys(pack.parameters),
  ];
  return [
    ...(pack.standard !== undefined && standard === null
      ? [`standard ${pack.standard} is not there or broken`]
      : []),
    ...named.filter((id) => !known.has(id)).map((id) => `there is no template ${id}`),
  ];
}

function templatesOf(
  pack: PackFile,
  standard: Standard | null,
  templates: readonly LibraryTemplateMetadata[],
): string[] {
  const left = new Set(pack.except.map(({ template }) => template));
  const wanted = new Set([
    ...pack.templates,
    ...(standard?.controls.flatMap((control) => control.templates) ?? []).filter((id) => !left.has(id)),
  ]);
  return templates.map(({ id }) => id).filter((id) => wanted.has(id));
}

async function readFiles<T extends { id: string }>(
  libraryFolder: string,
  folder: string,
  schema: z.ZodType<T>,
  broken: { file: string; reason: string }[],
): Promise<[file: string, content: T][]> {
  const names = await readdir(join(libraryFolder, folder)).catch(() => []);
  const read: [string, T][] = [];
  for (const name of names.filter((entry) => entry.endsWith(".yaml")).sort()) {
    const file = `${folder}/${name}`;
    try {
      const content = parseYaml(await readFile(join(libraryFolder, file), "utf8"), schema);
      if (`${content.id}.yaml` === name) read.push([file, content]);
      else broken.push({ file, reason: `id ${content.id} differs from the file's name` });
    } catch (error) {
      broken.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return read;
}
