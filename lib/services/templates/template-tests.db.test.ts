import { describe, expect, test } from "vitest";
import type { TemplateTestInput } from "@/lib/contracts/api/template-tests";
import { withLibraryDir } from "@/scripts/testing/builders";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { inspectorOfFile, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import {
  configMap,
  endlessTemplate,
  inventoryTemplate,
  labelRego,
  labelTemplate,
  labelTests,
  secret,
  templateOf,
} from "@/scripts/testing/templates";
import { loadLibrary } from "./load-library";
import { createTemplate, createTemplateVersion } from "./publish-template";
import { readTemplate, readTemplateList } from "./read-templates";
import { readTemplateTests } from "./read-tests";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfTest(world);

const { unlabelled, labelled } = labelTests;
const passing = [unlabelled, labelled];

async function refusalOf(work: () => Promise<unknown>): Promise<unknown> {
  const before = await inspector.digests();
  const refusal: unknown = await work().then(
    () => "published",
    (error: unknown) => error,
  );
  expect(await inspector.digests()).toEqual(before);
  return refusal;
}

describe("tests that pass", () => {
  test("are kept with the version that passed them", async () => {
    const { id } = await createTemplate(tenant.owner, { ...labelTemplate, tests: passing });
    const other = { ...unlabelled, name: "other" };
    await createTemplateVersion(tenant.owner, id, { ...labelTemplate, tests: [other] });
    const filled = passing.map((one) => ({ parameters: {}, inventory: [], ...one }));
    expect(await readTemplateTests(tenant.owner, id, 1)).toEqual({ tests: filled, reason: null });
    expect((await readTemplateTests(tenant.owner, id, null)).tests).toMatchObject([{ name: "other" }]);
    await expect(readTemplateTests(tenant.owner, id, 3)).rejects.toMatchObject({ code: "not_found" });
  });

  test("may read other objects; the judged one is among them", async () => {
    const tests: TemplateTestInput[] = [
      {
        name: "alone",
        object: configMap("a"),
        expect: { result: "violates", messages: ["There is no Secret"] },
      },
      { name: "beside", object: configMap("a"), inventory: [secret("s")], expect: { result: "passes" } },
      { name: "itself", object: secret("s"), expect: { result: "passes" } },
    ];
    expect(await createTemplate(tenant.owner, { ...inventoryTemplate, tests })).toMatchObject({ version: 1 });
  });

  test("are nobody else's to read", async () => {
    const { id } = await createTemplate(tenant.owner, { ...labelTemplate, tests: passing });
    const stranger = await world.organization("Contoso");
    await expect(readTemplateTests(stranger.owner, id, null)).rejects.toMatchObject({ code: "not_found" });
    await expect(createTemplateVersion(stranger.owner, id, labelTemplate)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("publishing is refused, and nothing is written,", () => {
  test("where a test finds something else, with the place in the test and both sides", async () => {
    const tests: TemplateTestInput[] = [
      labelled,
      { ...unlabelled, expect: { result: "passes" } },
      {
        ...labelled,
        name: "wrong key",
        object: configMap("b"),
        expect: { result: "violates", keys: [{ violatingKey: "metadata.name" }] },
      },
    ];
    expect(await refusalOf(() => createTemplate(tenant.owner, { ...labelTemplate, tests }))).toMatchObject({
      code: "invalid_input",
      message: "2 of 3 tests did not pass. Nothing was published.",
      fields: [
        {
          path: "tests[1].expect.result",
          message:
            "“no label”: expected to pass, found a violation at metadata.labels.owner: “The label owner is missing”.",
        },
        {
          path: "tests[2].expect.keys[0]",
          message: "“wrong key”: expected a violation at metadata.name, found none.",
        },
        {
          path: "tests[2].expect.keys",
          message: "“wrong key”: expected no more, found a violation at metadata.labels.team.",
        },
      ],
    });
  });

  test("where the Rego of a further version breaks a test; the earlier version stays in force", async () => {
    const { id } = await createTemplate(tenant.owner, { ...labelTemplate, tests: passing });
    const content = { ...labelTemplate, rego: labelRego.replace("not input", "input"), tests: passing };
    expect(await refusalOf(() => createTemplateVersion(tenant.owner, id, content))).toMatchObject({
      code: "invalid_input",
      fields: [
        { path: "tests[0].expect.keys[0]" },
        { path: "tests[0].expect.messages[0]" },
        { path: "tests[1].expect.result" },
      ],
    });
    expect(await readTemplate(tenant.owner, id, null)).toMatchObject({ version: 1 });
  });

  test("where a test's parameters are not what the schema asks for", async () => {
    const tests = [{ ...labelled, parameters: { label: 7, more: true } }];
    expect(await refusalOf(() => createTemplate(tenant.owner, { ...labelTemplate, tests }))).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "tests[0].parameters.label" }, { path: "tests[0].parameters.more" }],
    });
  });

  test("where tests are too many, too large or nameless", async () => {
    const many = Array.from({ length: 101 }, (_unused, index) => ({ ...labelled, name: String(index) }));
    const large = [{ ...labelled, object: configMap("a", {}, { text: "x".repeat(3 * 1024 * 1024) }) }];
    for (const [tests, path] of [
      [many, "tests"],
      [large, "tests"],
      [[{ ...labelled, name: " " }], "tests.0.name"],
      [[labelled, labelled], "tests.1.name"],
    ] as const)
      expect(
        await refusalOf(() => createTemplate(tenant.owner, { ...labelTemplate, tests: [...tests] })),
      ).toMatchObject({
        code: "invalid_input",
        fields: [{ path }],
      });
  });

  test("where tests never end: three are stopped, the others not tried", async () => {
    const tests = Array.from({ length: 100 }, (_unused, index): TemplateTestInput => ({
      name: `endless ${String(index)}`,
      object: configMap(`a${String(index)}`),
      expect: { result: "passes" },
    }));
    const started = performance.now();
    const refusal = await refusalOf(() => createTemplate(tenant.owner, { ...endlessTemplate, tests }));
    // Each has 2 s; the rest of the time is the start of threads.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(refusal).toMatchObject({
      message: "100 of 100 tests did not pass. Nothing was published.",
    });
    const fields = messagesOf(refusal);
    expect(fields[0]).toMatch(/^“endless 0”: the judgement failed: .*longer than the 2000 ms/);
    expect(fields[2]).toMatch(/longer than the 2000 ms/);
    expect(fields[3]).toBe("“endless 3”: not run: 3 tests before it had to be stopped.");
  }, 60_000);
});

function messagesOf(refusal: unknown): string[] {
  if (!(refusal instanceof Error) || !("fields" in refusal) || !Array.isArray(refusal.fields)) return [];
  return refusal.fields.map((field: { message: string }) => field.message);
}

test("the library's fixtures are the tests of a built-in template, and a copy of it passes them", async () => {
  const library = await miniLibrary(
    "pod-security/pss-host-ipc",
    "network-security/networkpolicy-dns-only-egress",
  );
  const owner = { ...tenant.owner, services: withLibraryDir(world.services, library.folder) };
  try {
    await loadLibrary(owner.services);
    const { items } = await readTemplateList(owner, { origin: "built-in" });
    expect(items).toHaveLength(2);
    for (const { id } of items) {
      const { tests } = await readTemplateTests(owner, id, null);
      expect(new Set(tests.map(({ expect: { result } }) => result))).toEqual(new Set(["passes", "violates"]));
      const { modules, title, parameters } = await readTemplate(owner, id, null);
      const rego = modules["template.rego"] ?? "";
      const copy = await createTemplate(owner, templateOf(rego, { title, parameters, tests }));
      expect((await readTemplateTests(owner, copy.id, null)).tests).toEqual(tests);
    }
  } finally {
    await library.remove();
  }
});
