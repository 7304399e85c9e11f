import { afterEach, beforeEach, expect, test } from "vitest";
import { readLibrary } from "@/lib/library/read-library";
import { readPacks } from "@/lib/library/read-packs";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { packProblems } from "./pack-problems";

let library: Awaited<ReturnType<typeof miniLibrary>>;

beforeEach(async () => {
  library = await miniLibrary("organizational-standards/required-labels");
});

afterEach(() => library.remove());

async function problems() {
  const templates = (await readLibrary(library.folder)).templates.map(({ metadata }) => metadata);
  return packProblems(library.folder, templates, await readPacks(library.folder, templates));
}

const pack = { id: "own", title: "Our own", summary: "What we ask of everybody.", kind: "set" } as const;

test("a pack whose values fit has no problem", async () => {
  await library.pack({ ...pack, templates: ["required-labels"] });
  expect(await problems()).toEqual([]);
});

test("a value that the template's parameter refuses is told", async () => {
  await library.pack({
    ...pack,
    templates: ["required-labels"],
    parameters: { "required-labels": { labels: 7 } },
  });
  const [problem] = await problems();
  expect(problem?.file).toBe("packs/own.yaml");
  expect(problem?.reason).toMatch(/^required-labels: parameters\.labels/);
});

test("a template that is not there is told with its line", async () => {
  await library.pack({ ...pack, templates: ["required-lables"] });
  expect(await problems()).toEqual([
    { file: "packs/own.yaml:1", reason: "there is no template required-lables" },
  ]);
});
