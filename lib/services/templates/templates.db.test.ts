import { appendFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makePolicy, withLibraryDir } from "@/scripts/testing/builders";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import {
  configMap,
  endlessTemplate,
  inventoryTemplate,
  labelTemplate,
  templateOf,
} from "@/scripts/testing/templates";
import { readPolicy } from "../policies/read-policies";
import { readViolationList } from "../violations/list-violations";
import { checkTemplate } from "./check-template";
import { loadLibrary } from "./load-library";
import { createTemplate, createTemplateVersion } from "./publish-template";
import { readTemplate, readTemplateList } from "./read-templates";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);

describe("what cannot be published", () => {
  const rule = (body: string) => `package test.bad\n\nviolation contains x if {\n\t${body}\n}\n`;
  const bad: [string, string, RegExp][] = [
    [
      "Rego that does not parse",
      "package test.bad\n\nviolation contains x if { x := }",
      /^Line 3, column \d+: .*unexpected/,
    ],
    ["an unknown variable", rule("x := missing"), /^Line 4, column \d+: var missing is unsafe/],
    [
      "a request to the network",
      rule('x := http.send({"method": "get", "url": "http://example.com"})'),
      /^Line 4, column 7: The built-in http\.send is not allowed: .*network/,
    ],
    [
      "a look at the environment",
      rule("x := opa.runtime().env.HOME"),
      /^Line 4, column 7: The built-in opa\.runtime is not allowed: .*environment/,
    ],
    ["no violation rule", "package test.bad\n\nallow if true", /violation/],
    ["a violation that is no set", 'package test.bad\n\nviolation := "x"', /set/],
  ];

  test.each(bad)(
    "%s is refused with its place and reason, in the studio and when publishing; nothing is written",
    async (_what, rego, message) => {
      const before = await inspector.digests();
      const check = await checkTemplate(tenant.owner, { rego });
      expect(check.ok).toBe(false);
      expect(
        check.diagnostics
          .map(({ line, column, message: text }) => `Line ${String(line)}, column ${String(column)}: ${text}`)
          .join("\n"),
      ).toMatch(message);
      const refusal: unknown = await createTemplate(tenant.owner, templateOf(rego)).catch(
        (error: unknown) => error,
      );
      expect(refusal).toMatchObject({ code: "invalid_input", fields: [{ path: "rego" }] });
      expect(JSON.stringify(Object(refusal))).toContain("rego");
      expect(await inspector.digests()).toEqual(before);
    },
  );

  test("a rule that reads the inventory without saying which kinds", async () => {
    await expect(createTemplate(tenant.owner, { ...inventoryTemplate, inventory: [] })).rejects.toMatchObject(
      { code: "invalid_input", fields: [{ path: "inventory" }] },
    );
  });

  test("a parameter schema that is none", async () => {
    await expect(
      createTemplate(tenant.owner, {
        ...labelTemplate,
        parameters: { type: "object", properties: { a: { type: "teapot" } } },
      }),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("a second version with a fault leaves the first in force", async () => {
    const { id } = await createTemplate(tenant.owner, labelTemplate);
    await expect(createTemplateVersion(tenant.owner, id, templateOf("package broken"))).rejects.toMatchObject(
      { code: "invalid_input" },
    );
    expect(await readTemplate(tenant.owner, id, null)).toMatchObject({
      version: 1,
      versions: [{ version: 1 }],
    });
  });
});

describe("versions", () => {
  test("the next version is added, and the earlier one stays readable as it was", async () => {
    const { id } = await createTemplate(tenant.owner, labelTemplate);
    const next = await createTemplateVersion(tenant.owner, id, {
      ...labelTemplate,
      title: "Renamed",
      severity: "low",
    });
    expect(next).toMatchObject({ version: 2, title: "Renamed", severity: "low" });
    expect(await readTemplate(tenant.owner, id, 1)).toMatchObject({
      version: 1,
      title: labelTemplate.title,
      severity: "high",
    });
    await expect(readTemplate(tenant.owner, id, 3)).rejects.toMatchObject({ code: "not_found" });
    await expect(readTemplate(tenant.owner, id, 99_999_999_999)).rejects.toMatchObject({ code: "not_found" });
  });

  test("the database refuses to change a published version, even to the owner of the tables", async () => {
    const { id } = await createTemplate(tenant.owner, labelTemplate);
    const change = inspector.rows("UPDATE template_versions SET title = 'changed' WHERE template_id = $1", [
      id,
    ]);
    await expect(change).rejects.toThrow("template_versions is append-only");
  });

  test("two versions published at the same moment are numbered one after the other", async () => {
    const { id } = await createTemplate(tenant.owner, labelTemplate);
    const titles = ["a2", "b2", "c2"];
    await Promise.all(
      titles.map((title) => createTemplateVersion(tenant.owner, id, { ...labelTemplate, title })),
    );
    expect((await readTemplate(tenant.owner, id, null)).versions.map(({ version }) => version)).toEqual([
      4, 3, 2, 1,
    ]);
  });

  test("a template of the same title gets a key of its own", async () => {
    const keys = [
      (await createTemplate(tenant.owner, labelTemplate)).key,
      (await createTemplate(tenant.owner, labelTemplate)).key,
    ];
    expect(keys).toEqual(["label-required", "label-required-2"]);
  });
});

describe("a template that never ends", () => {
  test("is an error one can see of its own policy, for every entity; its neighbours are judged", async () => {
    const cluster = await tenant.cluster();
    const slow = await makePolicy(tenant.owner, "Endless", endlessTemplate);
    const quick = await makePolicy(tenant.owner, "Label", labelTemplate);
    await cluster.apply(configMap("a"));
    await world.work();
    expect(await readPolicy(tenant.owner, slow.id)).toMatchObject({
      checked: 0,
      violating: 0,
      errors: 1,
      recentErrors: [{ code: "timeout", entity: "ConfigMap shop/a" }],
    });
    expect(await readPolicy(tenant.owner, quick.id)).toMatchObject({ checked: 1, violating: 1, errors: 0 });
    expect((await readViolationList(tenant.owner, {})).items.map((item) => item.policy.name)).toEqual([
      "Label",
    ]);
  }, 120_000);
});

describe("the built-in library", () => {
  const templates = [
    "network-security/deny-service-nodeport",
    "network-security/namespace-has-default-deny-ingress",
  ];
  const load = (libraryDir: string) => loadLibrary(withLibraryDir(world.services, libraryDir));
  const listIn = (libraryDir: string) =>
    readTemplateList(
      { ...tenant.owner, services: withLibraryDir(world.services, libraryDir) },
      { origin: "built-in" },
    );

  test("loading it again publishes nothing; what changed gets the next version; what is broken is skipped and shown", async () => {
    const library = await miniLibrary(...templates);
    expect(await load(library.folder)).toEqual({ published: 2, unchanged: 0, broken: 0 });
    const before = await inspector.digests();
    expect(await load(library.folder)).toEqual({ published: 0, unchanged: 2, broken: 0 });
    expect(await inspector.digests()).toEqual(before);

    await appendFile(join(library.folder, templates[0] ?? "", "template.rego"), "\n# changed\n");
    expect(await load(library.folder)).toEqual({ published: 1, unchanged: 1, broken: 0 });
    const list = await listIn(library.folder);
    expect(list.items.map(({ key, version, builtIn }) => [key, version, builtIn])).toEqual([
      ["namespace-has-default-deny-ingress", 1, true],
      ["deny-service-nodeport", 2, true],
    ]);

    const broken = `${library.folder}-broken`;
    await rename(library.folder, broken);
    await mkdir(join(broken, "network-security", "nonsense"));
    await writeFile(join(broken, "network-security", "nonsense", "template.yaml"), "id: [");
    await appendFile(
      join(broken, templates[1] ?? "", "template.rego"),
      "\nviolation contains x if { x := }\n",
    );
    expect(await load(broken)).toEqual({ published: 0, unchanged: 1, broken: 2 });
    expect((await listIn(broken)).broken).toMatchObject([
      { file: "network-security/nonsense/template.yaml" },
      {
        file: "network-security/namespace-has-default-deny-ingress/template.rego",
        reason: "line 27: unexpected } token",
      },
    ]);
    expect((await listIn(broken)).items).toHaveLength(2);
    await rm(broken, { recursive: true });
  }, 120_000);

  test("a built-in template cannot be given a version by a tenant: it answers like a missing one", async () => {
    const library = await miniLibrary(templates[0] ?? "");
    await load(library.folder);
    const builtIn = (await listIn(library.folder)).items[0];
    await library.remove();
    await expect(createTemplateVersion(tenant.owner, builtIn?.id ?? "", labelTemplate)).rejects.toMatchObject(
      { code: "not_found" },
    );
  });
});
