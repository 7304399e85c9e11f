import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withLibraryDir } from "@/scripts/testing/builders";
import { miniLibrary, type MiniLibrary } from "@/scripts/testing/mini-library";
import { tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import { templateOf } from "@/scripts/testing/templates";
import type { Ctx } from "../context";
import { checkTemplate } from "./check-template";
import { loadLibrary } from "./load-library";
import { createTemplate, createTemplateVersion } from "./publish-template";
import { readTemplate, readTemplateList } from "./read-templates";
import { readTemplateTests } from "./read-tests";

const builtIn = ["pod-security/pss-host-ipc", "network-security/namespace-has-default-deny-ingress"];

const world = worldOfFile();
const tenant = tenantOfFile(world);
let library: MiniLibrary;
let owner: Ctx;

/** The same organization in an installation with another library. */
function withLibrary(libraryDir: string): Ctx {
  return { ...tenant.owner, services: withLibraryDir(world.services, libraryDir) };
}

beforeAll(async () => {
  library = await miniLibrary(...builtIn);
  owner = withLibrary(library.folder);
});
afterAll(() => library.remove());

const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { hostPID: true } };
const usesHelper = `package own.host

import data.edict.lib.workloads

violation contains "pid" if workloads.pod_spec.hostPID
`;

describe("helpers of the library", () => {
  test("come with a copy of a built-in template, which finds what the template's fixtures say", async () => {
    await loadLibrary(owner.services);
    const { items } = await readTemplateList(owner, { origin: "built-in" });
    expect(items).toHaveLength(builtIn.length);
    for (const { id } of items) {
      const { modules, title, parameters, inventory } = await readTemplate(owner, id, null);
      expect(Object.keys(modules).length).toBeGreaterThan(1);
      const { tests } = await readTemplateTests(owner, id, null);
      expect(tests.some(({ expect: { result } }) => result === "violates")).toBe(true);
      const content = templateOf(modules["template.rego"] ?? "", { title, parameters, inventory, tests });
      const copy = await createTemplate(owner, content);
      expect(copy.modules).toEqual(modules);
    }
  });

  test("are named by the check, with their text, and used by it", async () => {
    const check = await checkTemplate(owner, { rego: usesHelper, object: pod });
    expect(check).toMatchObject({ ok: true, result: { status: "violating" } });
    expect(Object.keys(check.helpers)).toEqual(["lib/workloads.rego", "lib/patterns.rego"]);
    expect(check.importable).toContain("data.edict.lib.pss_baseline");
    expect(check.helpers["lib/patterns.rego"]).toMatch(/^package edict\.lib\.patterns$/m);
  });

  test.each([
    ["an alias", 'import data.edict.lib.workloads as w\nviolation contains "x" if w.pod_spec.hostPID'],
    ["their whole name", 'violation contains "x" if data.edict.lib.workloads.pod_spec.hostPID'],
    [
      "the first part of it",
      'import data.edict\nviolation contains "x" if edict.lib.workloads.pod_spec.hostPID',
    ],
  ])("are found by %s", async (_case, rules) => {
    const rego = `package edict.own\n${rules}`;
    expect(await checkTemplate(owner, { rego, object: pod })).toMatchObject({
      diagnostics: [],
      result: { status: "violating" },
    });
  });

  test("serve a template in Rego v0 too", async () => {
    const rego = `package own.host

import data.edict.lib.workloads

violation[result] {
	workloads.pod_spec.hostPID
	result = {"msg": "pid"}
}`;
    const check = await checkTemplate(owner, { rego, object: pod });
    expect(check).toMatchObject({ regoVersion: "v0", diagnostics: [], result: { status: "violating" } });
    const published = await createTemplate(owner, templateOf(rego));
    expect(Object.keys(published.modules)).toContain("lib/workloads.rego");
    const faulty = rego.replace("hostPID", "hostPID == missing");
    expect((await checkTemplate(owner, { rego: faulty })).diagnostics[0]).toMatchObject({
      line: 6,
      message: "var missing is unsafe",
    });
  });

  test("that change with the product leave a published version as it is; the next takes the new ones", async () => {
    const template = await createTemplate(owner, templateOf(usesHelper, { title: "Frozen" }));
    const upgraded = await miniLibrary();
    await appendFile(join(upgraded.folder, "lib", "workloads.rego"), "\n# changed with the product\n");
    const later = withLibrary(upgraded.folder);
    expect(await readTemplate(later, template.id, 1)).toEqual(template);
    const next = await createTemplateVersion(later, template.id, templateOf(usesHelper, { title: "Next" }));
    expect(next.modules["lib/workloads.rego"]).toBe(
      `${template.modules["lib/workloads.rego"] ?? ""}\n# changed with the product\n`,
    );
    expect((await readTemplate(later, template.id, 1)).modules).toEqual(template.modules);
    await upgraded.remove();
  });

  test("that import what the library has not are the installation's fault", async () => {
    const broken = await miniLibrary();
    await writeFile(
      join(broken.folder, "lib", "workloads.rego"),
      "package edict.lib.workloads\n\nimport data.edict.lib.gone\n\npod_spec := gone.x\n",
    );
    const check = await checkTemplate(withLibrary(broken.folder), { rego: usesHelper });
    expect(check).toMatchObject({ ok: false, helpers: {} });
    expect(check.diagnostics[0]?.message).toMatch(
      /library of this installation is broken: lib\/workloads\.rego imports lib\/gone\.rego/,
    );
    await broken.remove();
  });
});

describe("what cannot exist", () => {
  const cases: [string, string, number, number, RegExp][] = [
    [
      "an unknown import",
      'import data.foo.bar\nviolation contains "x" if bar.y',
      2,
      8,
      /Nothing is called `data\.foo\.bar`.*data\.inventory, its own package data\.own\.name.*data\.edict\.lib/,
    ],
    [
      "an import of an unknown helper",
      "import data.edict.lib.workload as w\nviolation contains x if x := w.y",
      2,
      8,
      /no helper called `workload`.* budgets, .* and workloads/,
    ],
    [
      "all helpers at once",
      'import data.edict.lib\nviolation contains "x" if lib[_].y',
      2,
      8,
      /Name one helper: .* and workloads/,
    ],
    [
      "an unknown rule of a helper",
      'import data.edict.lib.workloads\nviolation contains "x" if workloads.pod_spek.y',
      3,
      27,
      /helper data\.edict\.lib\.workloads has no rule called `pod_spek`.* pod_spec/,
    ],
    [
      "an unknown rule of its own",
      'violation contains "x" if data.own.name.other',
      2,
      27,
      /no rule called `other`.*violation/,
    ],
    [
      "another object by its path",
      'violation contains "x" if { some x in data["my-list"].all; x }',
      2,
      39,
      /Nothing is called `data\["my-list"\]\.all`/,
    ],
    [
      "a configuration",
      'violation contains "x" if {\n  1 == 1\n  not data.config.ok\n}',
      4,
      7,
      /Nothing is called `data\.config\.ok`/,
    ],
  ];

  test.each(cases)("%s is refused at its place", async (_case, rules, line, column, message) => {
    const rego = `package own.name\n${rules}`;
    const { ok, diagnostics } = await checkTemplate(owner, { rego });
    expect(ok).toBe(false);
    expect(diagnostics).toMatchObject([{ code: "unknown_document", line, column }]);
    expect(diagnostics[0]?.message).toMatch(message);
    await expect(createTemplate(owner, templateOf(rego))).rejects.toMatchObject({
      code: "invalid_input",
      fields: diagnostics.map((diagnostic) => ({
        path: "rego",
        message: `Line ${line}, column ${column}: ${diagnostic.message}`,
      })),
    });
  });

  test("is refused in Rego v0, also beside a number that begins with its point", async () => {
    const rego = 'package own.name\nimport data.lib.all\nviolation[x] { x = "y"; all.x == .5 }';
    const { regoVersion, diagnostics } = await checkTemplate(owner, { rego });
    expect(regoVersion).toBe("v0");
    expect(diagnostics).toMatchObject([{ code: "unknown_document", line: 2, column: 8 }]);
  });

  test.each(["edict.lib", "edict.lib.workloads", "edict.lib.mine.own"])(
    "a template is not in the library's package: %s",
    async (name) => {
      const { ok, diagnostics } = await checkTemplate(owner, {
        rego: `package ${name}\nviolation contains 1`,
      });
      expect(ok).toBe(false);
      expect(diagnostics).toMatchObject([{ code: "unknown_document", line: 1, column: 9 }]);
      expect(diagnostics[0]?.message).toMatch(/data\.edict\.lib is the library's/);
    },
  );

  test.each([
    ["the inventory", "violation contains x if some x in data.inventory.cluster[_].Pod"],
    ["the review", 'import input.review\nviolation contains "x" if review.object.spec'],
    ["its own rules", 'names := ["a"]\nviolation contains x if some x in data.own.name.names'],
    [
      "what it puts there itself",
      'a if data.mock.x\nviolation contains "x" if a with data.mock as {"x": true}',
    ],
    [
      "a name that a rule declares",
      'import data.own.name as n\nviolation contains "x" if { n := input; n.metadata }',
    ],
  ])("is not %s", async (_case, rules) => {
    expect((await checkTemplate(owner, { rego: `package own.name\n${rules}` })).diagnostics).toEqual([]);
  });
});
