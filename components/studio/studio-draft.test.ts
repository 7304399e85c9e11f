import { describe, expect, test } from "vitest";
import {
  contentOf,
  emptyDraft,
  reasonsNotToPublish,
  reasonsSentence,
  type StudioDraft,
} from "./studio-draft";

const ready: StudioDraft = {
  ...emptyDraft,
  title: "Egress to DNS only",
  rego: "package x",
  targets: [
    { group: "apps", kind: "Deployment" },
    { group: "", kind: "Pod" },
    { group: "apps", kind: "DaemonSet" },
  ],
};
const compiled = {
  ok: true,
  regoVersion: "v0" as const,
  diagnostics: [],
  helpers: {},
  importable: [],
  compileMs: 1,
  undeclaredParameters: [],
  result: null,
  tests: [],
};

describe("reasonsNotToPublish", () => {
  test("a complete draft that compiles has none", () => {
    expect(reasonsNotToPublish({ draft: ready, check: compiled, published: null })).toEqual([]);
    expect(reasonsSentence([])).toBeNull();
  });

  test("an empty draft is told everything that is missing", () => {
    const reasons = reasonsNotToPublish({ draft: emptyDraft, check: null, published: null });
    expect(reasonsSentence(reasons)).toBe(
      "Before publishing: write or paste the Rego, give the template a title and choose at least one kind to judge.",
    );
  });

  test("nothing is published before the compiler has spoken of this very text, or against its word", () => {
    const first = reasonsNotToPublish({ draft: ready, check: null, published: null });
    expect(first).toEqual(["wait for the compiler"]);
    const broken = reasonsNotToPublish({ draft: ready, check: { ...compiled, ok: false }, published: null });
    expect(broken).toEqual(["mend the Rego, which does not compile"]);
  });

  test("a schema that is none holds it back", () => {
    const draft = { ...ready, schema: { type: "object", properties: { a: { type: "text" } } } };
    expect(reasonsNotToPublish({ draft, check: compiled, published: null })).toEqual(["mend the parameters"]);
  });

  test("a further version must differ from the published one", () => {
    expect(reasonsNotToPublish({ draft: ready, check: compiled, published: ready })).toEqual([
      "change something first",
    ]);
  });

  test("kinds are sent by group, in the order they were chosen", () => {
    expect(contentOf(ready).targets).toEqual([
      { group: "apps", kinds: ["Deployment", "DaemonSet"] },
      { group: "", kinds: ["Pod"] },
    ]);
  });
});
