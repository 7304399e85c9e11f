import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { AGENT_VERSION } from "./version";

it("is the version of the package", () => {
  expect(AGENT_VERSION).toBe(manifest.version);
});
