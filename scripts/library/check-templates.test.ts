import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { readLibrary } from "@/lib/library/read-library";
import { checkTemplates } from "./check-templates";
import type { TemplateReport } from "./prepare";
import { Progress } from "./progress";

let folder: string;
let reports: Map<string, TemplateReport>;

const configMap = (data: JsonObject) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "settings", namespace: "shop" },
  data,
});

const badMode = { message: "Bad", path: "/data/mode", violatingKey: "data.mode", found: "bad" };

/** Writes a template about ConfigMaps. */
async function add(
  id: string,
  rego: string,
  fixtures: { pass: readonly JsonObject[]; fail: readonly JsonObject[] },
  metadata: JsonObject = {},
): Promise<void> {
  const base = join(folder, "reliability", id);
  const about = {
    id,
    title: "A rule",
    summary: "A rule about config maps.",
    why: "Something may happen, and then it has.",
    how: "Put something else into the field.",
    severity: "low",
    category: "reliability",
    targets: [{ group: "", kinds: ["ConfigMap"] }],
    ...metadata,
  };
  for (const outcome of ["pass", "fail"] as const) {
    await mkdir(join(base, "tests", outcome), { recursive: true });
    for (const [index, fixture] of fixtures[outcome].entries())
      await writeFile(join(base, "tests", outcome, `${index}.yaml`), JSON.stringify(fixture));
  }
  await writeFile(join(base, "template.yaml"), JSON.stringify(about, null, 2));
  await writeFile(
    join(base, "template.rego"),
    `package edict.templates.${id.replaceAll("-", "_")}\n\n${rego}\n`,
  );
}

const rule = (body: string, fields = "") =>
  `violation contains result if {\n\t${body}\n\tresult := {"msg": "Bad", "violating_key": "data.mode"${fields}}\n}`;

const usual = (fail: JsonObject = badMode) => ({
  pass: [{ object: configMap({ mode: "good" }) }, { object: configMap({}) }],
  fail: [
    { object: configMap({ mode: "bad" }), expect: [fail] },
    { object: configMap({ mode: "bad", size: "large" }), expect: [fail] },
  ],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-check-"));
  const recommended = { ...badMode, recommended: "good" };
  await add("right", rule('input.data.mode == "bad"', ', "recommended_value": "good"'), usual(recommended));
  await add("unexpected", rule('input.data.mode == "bad"'), usual({ ...badMode, message: "Worse" }));
  await add(
    "no-help",
    rule('input.data.mode in {"bad", "good"}', ', "recommended_value": "good"'),
    usual(recommended),
  );
  await add("odd", rule('startswith(input.data.mode, "b")'), usual());
  await add("strangers", rule('input.data.mode == "bad"\n\tnot 1 > to_number(input.data.size)'), {
    pass: usual().pass,
    fail: ["1", "2"].map((size) => ({ object: configMap({ mode: "bad", size }), expect: [badMode] })),
  });
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const message = names.join(",");
  await add(
    "unordered",
    'violation contains result if {\n\tnames := [name | some name, _ in input.data]\n\tcount(names) > 1\n\tresult := {"msg": concat(",", names), "violating_key": "data.a"}\n}',
    {
      pass: usual().pass,
      fail: [1, 2].map((found) => ({
        object: configMap(Object.fromEntries(names.map((name) => [name, found]))),
        expect: [{ message, path: "/data/a", violatingKey: "data.a", found }],
      })),
    },
  );
  const other = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "other", namespace: "shop" } };
  await add(
    "undeclared-kind",
    rule('data.inventory.namespace.shop.v1.ConfigMap.other\n\tinput.data.mode == "bad"'),
    { ...usual(), fail: usual().fail.map((fixture) => ({ ...fixture, inventory: [other] })) },
    { inventory: [{ group: "", kinds: ["Secret"] }] },
  );
  await add("misspelt", rule('input.data.mode == "bad"'), usual(), { severity: "urgent" });
  await add("one-fixture", rule('input.data.mode == "bad"'), { ...usual(), pass: usual().pass.slice(1) });
  const library = await readLibrary(folder);
  const checked = await checkTemplates({
    opaPath: process.env.OPA_PATH ?? "opa",
    libraryFolder: folder,
    ...library,
    isWanted: () => true,
    progress: new Progress(),
  });
  reports = new Map(checked.reports.map((report) => [report.folder, report]));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function reasonsOf(id: string): string {
  return (reports.get(`reliability/${id}`)?.problems ?? [])
    .map(({ file, reason }) => `${file} ${reason}`)
    .join("\n");
}

test("a template that is right has no problem, and its figures", () => {
  const report = reports.get("reliability/right");
  expect(report).toMatchObject({ problems: [], passFixtures: 2, failFixtures: 2, cases: 4 });
  expect(report?.evaluationUs).toBeGreaterThan(0);
});

test.each([
  ["unexpected", /fail\/0\.yaml as ConfigMap, expected, not found: .*"Worse"/],
  ["no-help", /the recommended value does not satisfy the template/],
  ["odd", /template\.rego with .* at data\.mode of .*: startswith: operand 1 must be string/],
  ["strangers", /template\.rego on the object of reliability\/.*: .*to_number/],
  ["unordered", /the sandbox differs from OPA/],
  ["undeclared-kind", /expected, not found/],
  ["misspelt", /template\.yaml line 7: severity: Invalid option/],
  ["one-fixture", /tests\/pass holds 1 fixtures; 2 are needed/],
])("%s is told", (id, reason) => {
  expect(reasonsOf(id)).toMatch(reason);
});

test("the faults of one template are not those of another", () => {
  expect(reasonsOf("unexpected")).not.toMatch(/to_number|startswith|sandbox/);
});
