import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TemplateTestInput } from "@/lib/contracts/api/template-tests";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";
import { miniLibrary } from "@/scripts/testing/mini-library";
import {
  configMap,
  endlessTemplate,
  inventoryTemplate,
  labelRego,
  labelTemplate,
  templateOf,
} from "@/scripts/testing/templates";
import { createWorld, type Tenant, type World } from "@/scripts/testing/world";
import { checkTemplate } from "./check-template";
import { compileTemplate } from "./compile-template";
import { loadLibrary } from "./load-library";
import { createTemplate, createTemplateVersion } from "./publish-template";
import { readTemplate, readTemplateList } from "./read-templates";
import { readTemplateTests } from "./read-tests";
import { runTests } from "./run-tests";

let world: World;
let inspector: Inspector;
let tenant: Tenant;

beforeAll(async () => {
  world = await createWorld();
  inspector = await openInspector(world.databaseUrl);
});
afterAll(async () => {
  await inspector.close();
  await world.close();
});
beforeEach(async () => {
  tenant = await world.organization();
});

const labelSchema = { type: "object", properties: { label: { type: "string", default: "owner" } } };
const unlabelled: TemplateTestInput = {
  name: "no label",
  object: configMap("a"),
  expect: {
    result: "violates",
    keys: [{ violatingKey: "metadata.labels.owner", recommended: { value: "team-a" } }],
    messages: ["The label owner is missing"],
  },
};
const labelled: TemplateTestInput = {
  name: "labelled",
  object: configMap("a", { team: "x" }),
  parameters: { label: "team" },
  expect: { result: "passes" },
};
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
    const secret = { ...configMap("s"), kind: "Secret" };
    const tests: TemplateTestInput[] = [
      {
        name: "alone",
        object: configMap("a"),
        expect: { result: "violates", messages: ["There is no Secret"] },
      },
      { name: "beside", object: configMap("a"), inventory: [secret], expect: { result: "passes" } },
      { name: "itself", object: secret, expect: { result: "passes" } },
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

test("tests that need no stop end when they have taken their time together", async () => {
  const slow = `package test.slow

violation contains "x" if count([x | some a in numbers.range(1, 300); some b in numbers.range(1, 300); x := a * b]) == 0
`;
  const compiled = await compileTemplate(world.services, slow);
  if (!compiled.ok) throw new Error("the slow template does not compile");
  const tests = Array.from({ length: 50 }, (_unused, index) => ({
    ...{ name: String(index), object: configMap("a"), parameters: {}, inventory: [] },
    expect: { result: "passes" as const },
  }));
  const run = async (totalMs: number) =>
    await runTests(tenant.owner, compiled.unit, { type: "object" }, tests, {
      totalMs,
      stopped: 3,
      foundBytes: 1_000_000,
    });
  const [one] = await run(1);
  const results = await run(((one?.evaluationUs ?? 0) / 1_000) * 5);
  const statuses = results.map(({ status }) => status);
  expect(statuses[0]).toBe("passed");
  expect(statuses.at(-1)).toBe("skipped");
  expect(statuses.filter((status) => status === "passed").length).toBeLessThan(50);
  expect(results.at(-1)?.differences[0]?.message).toMatch(/^not run: the tests before it took the [\d.]+ s/);
});

test("more than fits into an answer is left out of it, and compared all the same", async () => {
  const compiled = await compileTemplate(world.services, labelRego);
  if (!compiled.ok) throw new Error("the template does not compile");
  const tests = [1, 2].map((name) => ({
    ...{ name: String(name), object: configMap("a"), parameters: {}, inventory: [] },
    expect: { result: "violates" as const },
  }));
  const results = await runTests(tenant.owner, compiled.unit, labelSchema, tests, {
    totalMs: 10_000,
    stopped: 3,
    foundBytes: 150,
  });
  expect(results.map(({ status, found }) => [status, found?.length])).toEqual([
    ["passed", 1],
    ["passed", undefined],
  ]);
});

describe("while one writes", () => {
  const check = async (other: object) =>
    await checkTemplate(tenant.owner, {
      rego: labelRego,
      parameterSchema: labelTemplate.parameters,
      tests: [unlabelled, { ...labelled, expect: { result: "violates" } }],
      ...other,
    });

  test("each test has its result, with what was found", async () => {
    const { tests, result } = await check({});
    expect(result).toBeNull();
    expect(tests).toMatchObject([
      {
        status: "passed",
        differences: [],
        found: [{ violatingKey: "metadata.labels.owner", recommended: { value: "team-a" } }],
      },
      {
        status: "failed",
        differences: [{ path: "expect.result", message: "expected a violation, found none" }],
        found: [],
      },
    ]);
    expect(tests?.[0]?.evaluationUs).toBeGreaterThan(0);
  });

  test("none is run where the Rego or the schema has a fault", async () => {
    expect(await check({ rego: "package x\nviolation contains x if {" })).toMatchObject({
      ok: false,
      tests: null,
    });
    const { tests } = await check({
      parameterSchema: { type: "object", properties: { a: { type: "teapot" } } },
    });
    expect(tests?.map(({ status }) => status)).toEqual(["skipped", "skipped"]);
  });
});

test("the library's fixtures are the tests of a built-in template, and a copy of it passes them", async () => {
  const library = await miniLibrary(
    "pod-security/pss-host-ipc",
    "network-security/networkpolicy-dns-only-egress",
  );
  const { libraryDir } = world.services.settings;
  world.services.settings.libraryDir = library.folder;
  try {
    await loadLibrary(world.services);
    const { items } = await readTemplateList(tenant.owner, { origin: "built-in" });
    expect(items).toHaveLength(2);
    for (const { id } of items) {
      const { tests } = await readTemplateTests(tenant.owner, id, null);
      expect(new Set(tests.map(({ expect: { result } }) => result))).toEqual(new Set(["passes", "violates"]));
      const { modules, title, parameters } = await readTemplate(tenant.owner, id, null);
      const rego = modules["template.rego"] ?? "";
      const copy = await createTemplate(tenant.owner, templateOf(rego, { title, parameters, tests }));
      expect((await readTemplateTests(tenant.owner, copy.id, null)).tests).toEqual(tests);
    }
  } finally {
    world.services.settings.libraryDir = libraryDir;
    await library.remove();
  }
});
