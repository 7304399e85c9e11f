import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLibrary } from "./read-library";
import { readSampleFleet } from "./read-samples";

const builtIn = fileURLToPath(new URL("../../library", import.meta.url));
const privileged = "pod-security/pss-privileged";

describe("the built-in library", () => {
  test("holds no broken template", async () => {
    const library = await readLibrary(builtIn);
    expect(library.broken).toEqual([]);
    expect(library.templates.map(({ folder }) => folder)).toContain(privileged);
  });

  test("gives each template the helpers it imports and no others", async () => {
    const { templates } = await readLibrary(builtIn);
    const template = templates.find(({ folder }) => folder === privileged);
    expect(Object.keys(template?.regoModules ?? {}).sort()).toEqual([
      "lib/paths.rego",
      "lib/patterns.rego",
      "lib/pss-baseline.rego",
      "lib/pss.rego",
      "lib/workloads.rego",
      "template.rego",
    ]);
  });

  test("has the templates that the sample fleet asks for", async () => {
    const ids = (await readLibrary(builtIn)).templates.map(({ metadata }) => metadata.id);
    const fleet = await readSampleFleet(builtIn);
    expect(fleet.policies.map(({ template }) => template).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe("a template that cannot be used", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "edict-library-"));
    for (const part of ["lib", privileged, "pod-security/pss-host-pid"])
      await cp(join(builtIn, part), join(folder, part), { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true }));

  const expectBroken = async (file: string, reason: RegExp) => {
    const library = await readLibrary(folder);
    expect(library.broken.map((broken) => [broken.folder, broken.file])).toEqual([[privileged, file]]);
    expect(library.broken[0]?.reason).toMatch(reason);
    expect(library.templates.map(({ metadata }) => metadata.id)).toEqual(["pss-host-pid"]);
  };

  test("is told with its file when its YAML is none", async () => {
    await writeFile(join(folder, privileged, "template.yaml"), "id: [");
    await expectBroken(`${privileged}/template.yaml`, /flow/i);
  });

  test("is told with the field that the format refuses", async () => {
    await writeFile(join(folder, privileged, "template.yaml"), "id: pss-privileged\nseverity: urgent\n");
    await expectBroken(`${privileged}/template.yaml`, /severity: /);
  });

  test("is told when its Rego is missing", async () => {
    await rm(join(folder, privileged, "template.rego"));
    await expectBroken(`${privileged}/template.rego`, /cannot be read/);
  });

  test("is told when its Rego is in another package", async () => {
    await writeFile(join(folder, privileged, "template.rego"), "package somewhere.else\n");
    await expectBroken(`${privileged}/template.rego`, /package must be edict\.templates\.pss_privileged/);
  });

  test("is told when a helper is missing", async () => {
    const text = "package edict.templates.pss_privileged\n\nimport data.edict.lib.nowhere\n";
    await writeFile(join(folder, privileged, "template.rego"), text);
    await expectBroken(`${privileged}/template.rego`, /imports lib\/nowhere\.rego/);
  });
});
