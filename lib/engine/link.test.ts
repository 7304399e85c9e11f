import { afterAll, expect, test } from "vitest";
import { createLinker } from "./link";
import { createJudge } from "./pool";
import { testCompilerOptions } from "./testing/options";
import type { CompiledUnit, LinkSource } from "./types";
import { unitSourceOf } from "./unit-source";

const options = testCompilerOptions(process.env.OPA_PATH);
const linker = createLinker(options);
const units = new Map<string, CompiledUnit>();
const judge = createJudge({
  source: unitSourceOf(units),
  threads: 1,
  deadlineMs: 10_000,
  memoryMiBMax: 64,
  resultBytesMax: 65_536,
});

afterAll(() => judge.close());

const helper = 'package lib.names\n\nis_bad(name) if startswith(name, "bad")\n';

function template(key: string, body: string, modules: Record<string, string> = {}): LinkSource {
  return { key, modules: { "template.rego": `package templates.${key}\n\n${body}\n`, ...modules } };
}

const bad = template(
  "bad",
  'import data.lib.names\nviolation contains "bad" if names.is_bad(input.metadata.name)',
  {
    "lib/names.rego": helper,
  },
);
const long = template(
  "long",
  'import data.lib.names\nviolation contains "long" if {\n names.is_bad(input.metadata.name)\n count(input.metadata.name) > input.parameters.max\n}',
  { "lib/names.rego": helper },
);

test("templates linked together share one module and are judged by their own rules and parameters", async () => {
  const { units: linked, broken } = await linker.link([bad, long]);
  expect(broken.size).toBe(0);
  const heads = [...linked.values()];
  expect(new Set(heads.map((unit) => unit.moduleDigest)).size).toBe(1);
  expect(heads[0]?.module.plan).toContain('"plans"');
  for (const unit of heads) units.set(unit.digest, unit);
  const policies = [...linked].flatMap(([key, unit]) =>
    [3, 30].map((max) => ({
      key: `${key} ${String(max)}`,
      unitDigest: unit.digest,
      parameters: { max },
    })),
  );
  const policyKeys = policies.map((policy) => policy.key);
  const object = (name: string) => ({
    key: name,
    json: JSON.stringify({ metadata: { name } }),
    policyKeys,
  });
  const judgements = await judge.judge({ objects: [object("bad-name"), object("good-name")], policies });
  const violating = judgements.filter(({ outcome }) => outcome.status === "violating");
  expect(violating.map(({ objectKey, policyKey }) => `${objectKey}: ${policyKey}`)).toEqual([
    "bad-name: bad 3",
    "bad-name: bad 30",
    "bad-name: long 3",
  ]);
  expect(judgements.filter(({ outcome }) => outcome.status === "compliant")).toHaveLength(5);
});

test("templates that do not compile are left out with file, line and reason", async () => {
  const { units: linked, broken } = await linker.link([
    bad,
    template("syntax", "violation contains x if { x := }"),
    template("unknown", "violation contains x if x := no_such_function(1)"),
    template(
      "network",
      'violation contains x if x := http.send({"method": "get", "url": "https://a.example"})',
    ),
    template("ruleless", "deny contains 1"),
    template("helpless", "import data.lib.broken\nviolation contains broken.x", {
      "lib/broken.rego": "package lib.broken\n\nx := ",
    }),
  ]);
  expect([...linked.keys()]).toEqual(["bad"]);
  expect(Object.fromEntries(broken)).toMatchObject({
    syntax: [{ file: "template.rego", line: 3, code: "rego_parse_error" }],
    unknown: [{ file: "template.rego", line: 3 }],
    network: [{ code: "unsupported_builtin", file: "template.rego", line: 3 }],
    ruleless: [{ code: "compile_error" }],
    helpless: [
      { file: "lib/broken.rego", line: 3 },
      { file: "lib/broken.rego", line: 3 },
    ],
  });
});

test("a unit keeps its digest in another link, and an equal link comes from disk", async () => {
  const alone = await linker.link([bad]);
  const together = await createLinker(options).link([bad, long]);
  expect(together.units.get("bad")?.digest).toBe(alone.units.get("bad")?.digest);
  expect(together.units.get("bad")?.moduleDigest).not.toBe(alone.units.get("bad")?.moduleDigest);
  expect(await createLinker({ ...options, timeoutMs: 5_000 }).link([bad, long])).toEqual(together);
});
