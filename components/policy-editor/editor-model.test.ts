import { describe, expect, it } from "vitest";
import { draftOf, emptyState, previewOf, problemsOf, startedErrors, suggestedName } from "./editor-model";
import type { EditorState } from "./editor-model";
import { templateDetailSchema } from "@/lib/contracts/api/templates";

const template = templateDetailSchema.parse({
  id: "01980000-0000-7000-8000-000000000001",
  key: "dns-only-egress",
  builtIn: false,
  title: "Egress to DNS only",
  summary: "",
  severity: "high",
  category: "network-security",
  standards: [],
  targets: [{ group: "networking.k8s.io", kinds: ["NetworkPolicy"] }],
  version: 2,
  publishedAt: "2025-01-01T00:00:00.000Z",
  usedBy: 0,
  why: "",
  how: "",
  regoVersion: "v0",
  modules: {},
  parameters: {
    type: "object",
    properties: {
      dns_labels: {
        type: "object",
        default: { "k8s-app": "kube-dns" },
        additionalProperties: { type: "string" },
      },
      ports: { type: "array", items: { type: "integer" }, default: [53] },
      namespace: { type: "string" },
    },
    required: ["namespace"],
  },
  inventory: [],
  versions: [],
  policies: [],
});

const state = (change: Partial<EditorState> = {}): EditorState => ({
  ...emptyState(template),
  parameters: { namespace: "test" },
  ...change,
});

function withExclusion(exclusion: EditorState["targets"]["exclusions"][number]): EditorState {
  const base = state();
  return { ...base, targets: { ...base.targets, exclusions: [exclusion] } };
}

describe("suggestedName", () => {
  it("names the required parameter first, whatever stands before it", () => {
    expect(suggestedName(template, { ports: [5353], namespace: "test" })).toBe("Egress to DNS only · test");
  });

  it("is the title alone while nothing tells the policy apart", () => {
    expect(suggestedName(template, {})).toBe("Egress to DNS only");
    expect(suggestedName(template, { ports: [53] })).toBe("Egress to DNS only");
  });

  it("names a value that differs from its default", () => {
    expect(suggestedName(template, { ports: [53, 5353] })).toBe("Egress to DNS only · 53, 5353");
  });
});

describe("problems", () => {
  it("does not complain about what nobody has filled in yet", () => {
    const empty = state({ parameters: {} });
    const { parameters } = problemsOf(empty, template);
    expect(parameters.map(({ path }) => path)).toEqual(["namespace"]);
    expect(startedErrors(parameters, empty.parameters)).toEqual([]);
  });

  it("wants to know what an exclusion excludes and why", () => {
    expect(problemsOf(withExclusion({ name: " ", reason: "no" }), template).exclusions.get(0)).toEqual({
      empty: true,
      reason: true,
    });
    expect(problemsOf(withExclusion({ name: "x", reason: "being rebuilt" }), template).exclusions.size).toBe(
      0,
    );
  });
});

describe("previewOf", () => {
  it("asks nothing while a parameter is missing", () => {
    expect(previewOf(state({ parameters: {} }), template, undefined)).toBeNull();
  });

  it("applies an exclusion before its reason is written, and leaves out one that names nothing", () => {
    expect(
      previewOf(withExclusion({ name: "dind", reason: "" }), template, undefined)?.targets,
    ).toMatchObject({
      exclusions: [{ name: "dind" }],
    });
    expect(previewOf(withExclusion({ name: "", reason: "" }), template, undefined)?.targets).toMatchObject({
      exclusions: [],
    });
  });
});

describe("draftOf", () => {
  it("keeps to the template version that was on the screen, and leaves its severity to it", () => {
    const draft = draftOf(state(), template);
    expect(draft.templateVersion).toBe(2);
    expect(draft).not.toHaveProperty("severity");
    expect(draftOf(state({ severity: "low" }), template).severity).toBe("low");
  });
});
