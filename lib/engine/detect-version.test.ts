import { expect, test } from "vitest";
import { detectRegoVersion } from "./detect-version";
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
  expect(await detectRegoVersion(options, text)).toBe(version);
});
