import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import { readLibrary } from "./read-library";
import { readPacks } from "./read-packs";

const builtIn = fileURLToPath(new URL("../../library", import.meta.url));

async function readBuiltIn() {
  const { templates } = await readLibrary(builtIn);
  return await readPacks(
    builtIn,
    templates.map(({ metadata }) => metadata),
  );
}

describe("the built-in standards and packs", () => {
  test("hold to the rules", async () => {
    expect((await readBuiltIn()).broken).toEqual([]);
  });

  test("number the host ports control as each edition of the benchmark does", async () => {
    const { standards } = await readBuiltIn();
    const decidedBy = (id: string, number: string) =>
      standards.find((standard) => standard.id === id)?.controls.find((control) => control.id === number)
        ?.templates;
    expect(decidedBy("cis-kubernetes-1.10", "5.2.13")).toEqual(["pss-host-ports"]);
    expect(decidedBy("cis-kubernetes-1.12", "5.2.12")).toEqual(["pss-host-ports"]);
  });
});

describe("a control under another name", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "edict-packs-"));
    await mkdir(join(folder, "standards"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function coverageOf(controls: string, mappings: LibraryTemplateMetadata["standards"]) {
    await writeFile(
      join(folder, "standards/strict.yaml"),
      `id: strict
title: Strict profile
publisher: Edict
url: https://example.org/
about: A profile that builds on another one.
mapping: pss-restricted
mappedBy: peers
controls:
${controls}`,
    );
    const template: LibraryTemplateMetadata = {
      id: "host-ports",
      title: "Host ports",
      summary: "Finds ports that are opened on the node.",
      why: "A port on the node is reachable past network policies.",
      how: "Leave hostPort out and use a Service.",
      severity: "medium",
      category: "pod-security",
      standards: mappings,
      parameters: { type: "object", properties: {}, required: [], additionalProperties: false },
      targets: [{ group: "", kinds: ["Pod"] }],
    };
    return await readPacks(folder, [template]);
  }

  test("is decided by templates that name the control of the other standard", async () => {
    const { standards, broken } = await coverageOf(
      "  - { id: host-ports, title: Host ports, namedAs: [ { standard: pss-baseline, control: host-ports } ] }\n",
      [{ standard: "pss-baseline", control: "host-ports", mappedBy: "peers" }],
    );
    expect(broken).toEqual([]);
    expect(standards[0]?.controls[0]?.templates).toEqual(["host-ports"]);
  });

  test("lists a template once that names two numbers which became one", async () => {
    const { standards } = await coverageOf(
      "  - { id: 5.2.9, title: Capabilities, namedAs: [ { control: 5.2.9 }, { control: 5.2.10 } ] }\n",
      [
        { standard: "pss-restricted", control: "5.2.9", mappedBy: "peers" },
        { standard: "pss-restricted", control: "5.2.10", mappedBy: "peers" },
      ],
    );
    expect(standards[0]?.controls[0]?.templates).toEqual(["host-ports"]);
  });

  test("is no longer known by its id", async () => {
    const { broken } = await coverageOf(
      "  - { id: 5.2.9, title: Capabilities, namedAs: [ { control: 5.2.10 } ], notAssessed: Nothing decides it. }\n",
      [{ standard: "pss-restricted", control: "5.2.9", mappedBy: "peers" }],
    );
    expect(broken.map(({ reason }) => reason)).toEqual([
      "a template names a control that is not listed: 5.2.9 (host-ports)",
    ]);
  });
});
