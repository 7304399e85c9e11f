import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { PackLibrary } from "@/lib/library/read-packs";
import { fillParameters } from "./parameters";
import { reasonOf, type Problem } from "./problem";

/** What is wrong with packs and standards: their files, and values that the parameters of a template do not take. */
export async function packProblems(
  libraryFolder: string,
  templates: readonly LibraryTemplateMetadata[],
  { packs, broken }: PackLibrary,
): Promise<Problem[]> {
  const located = broken.map(async ({ file, reason }): Promise<Problem> => {
    const line = lineOfReason(await readFile(join(libraryFolder, file), "utf8"), reason);
    return { file: line === null ? file : `${file}:${line}`, reason };
  });
  const refused = packs.flatMap(({ file: pack, templates: ids }) =>
    ids.flatMap((id): Problem[] => {
      const template = templates.find((metadata) => metadata.id === id);
      if (template === undefined) return [];
      try {
        // What a pack does not give, the console asks for.
        fillParameters({ ...template.parameters, required: [] }, pack.parameters[id] ?? {});
        return [];
      } catch (error) {
        return [{ file: `packs/${pack.id}.yaml`, reason: `${id}: ${reasonOf(error)}` }];
      }
    }),
  );
  return [...(await Promise.all(located)), ...refused];
}

/** The first line that names what the reason is about: a control, a template or a standard. */
function lineOfReason(text: string, reason: string): number | null {
  const name = /\b(?:control|template|standard) (?!names\b)(\S+)/.exec(reason)?.[1];
  if (name === undefined || reason.startsWith("line ")) return null;
  const line = text.split("\n").findIndex((content) => content.split(/[\s"'{},[\]]+|: /).includes(name));
  return line < 0 ? null : line + 1;
}
