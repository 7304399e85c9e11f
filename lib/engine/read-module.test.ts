import { describe, expect, test } from "vitest";
import { readModule } from "./read-module";
import { testCompilerOptions } from "./testing/options";
import { walkthroughRego } from "./testing/walkthrough";

const options = testCompilerOptions(process.env.OPA_PATH);

test.each([
  ["the walkthrough's template", walkthroughRego, "v0"],
  [
    "v0 with an import of future keywords",
    "package a\nimport future.keywords.in\nviolation[x] { some x in input.a }",
    "v0",
  ],
  ["v1 syntax", "package a\nviolation contains x if x := input.a", "v1"],
  ["v1 with a number that JSON does not know", "package a\nviolation contains x if x := .5", "v1"],
  ["import rego.v1", "package a\nimport rego.v1\nviolation contains x if x := input.a", "v1"],
  ["v1 with a mistake", "package a\nimport rego.v1\nviolation contains x if {", "v1"],
  ["text that is no Rego", "hello", "v0"],
])("%s is %s", async (_case, text, version) => {
  expect((await readModule(options, text)).regoVersion).toBe(version);
});

async function namedIn(rules: string, withPlaces = false): Promise<string[]> {
  const head =
    "package own.name\n\nimport data.lib.one\nimport data.lib.two as second\nimport input.review\n";
  const { contents } = await readModule(options, head + rules, { withPlaces });
  const references = [...(contents?.imports ?? []), ...(contents?.references ?? [])];
  const texts = references.map(
    ({ path, line, column }) => `${path.join(".")}${withPlaces ? ` ${line}:${column}` : ""}`,
  );
  return [...new Set(texts)].sort().filter((text) => !/^lib\.(one|two)$/.test(text));
}

describe("documents that a module names", () => {
  test("are those below data, through an import or not, up to the first step that is computed", async () => {
    expect(await namedIn("x := data.a.b[c].d if c := second.k\ny if one.f(review.x) == input.z")).toEqual([
      "a.b",
      "lib.one.f",
      "lib.two.k",
    ]);
    expect(await namedIn('x := {y | some y in data.a["b-c"]; every z in one.all { z > second[y] }}')).toEqual(
      ["a.b-c", "lib.one.all"],
    );
  });

  test("have their places, if asked for", async () => {
    expect(await namedIn("x if {\n\tone.f\n\tdata.a\n}", true)).toEqual([
      "a 8:2",
      "lib.one 3:8",
      "lib.one.f 7:2",
      "lib.two 4:8",
    ]);
  });

  test.each([
    ["an argument", "f(one) := one.x"],
    ["an assignment", 'x if { one := {"x": 1}; one.x }'],
    ["some", "x if { some one; input.all[one]; one.x }"],
    ["some … in", "x if { some one in input.all; one.x }"],
    ["every", "x if every one in input.all { one.x }"],
    ["v0", "f(one) = y { y = one.x }"],
  ])("are not what a rule declares under the name of an import: %s", async (_case, rule) => {
    expect(await namedIn(rule)).toEqual([]);
  });

  test("are not what `with` replaces, but what it is replaced by", async () => {
    const { contents } = await readModule(options, "package a\nx if input.a with data.b as data.c");
    expect(contents).toMatchObject({ references: [{ path: ["c"] }], replaced: [["b"]] });
  });
});

test("a module's package and rules are read in both syntaxes", async () => {
  const v0 = await readModule(options, "package a.b\n\nf(x) = y { y = x }\nviolation[r] { r = f(1) }", {
    withPlaces: true,
  });
  expect(v0).toMatchObject({
    regoVersion: "v0",
    contents: { package: { path: ["a", "b"], line: 1, column: 9 }, rules: ["f", "violation"] },
  });
  const v1 = await readModule(options, "package a\ndefault x := 1\nx := 2 if input.y\nz.q contains 1");
  expect(v1.contents?.rules).toEqual(["x", "z"]);
});
