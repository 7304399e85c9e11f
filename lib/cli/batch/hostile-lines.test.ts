import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson } from "@/lib/domain/json";
import { testCompilerOptions } from "@/lib/engine/testing/options";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { createBatchEngine } from "../engine/batch-engine";
import type { EvaluatorChoice } from "../options";
import { runBatch } from "./run-batch";

const { opaPath, cacheDir } = testCompilerOptions(process.env.OPA_PATH);
let library: Awaited<ReturnType<typeof miniLibrary>>;
const batches = new Map<EvaluatorChoice, ReturnType<typeof createBatchEngine>>();

beforeAll(async () => {
  library = await miniLibrary("pod-security/pss-privileged", "organizational-standards/required-labels");
  for (const evaluator of ["auto", "sandbox"] as const) {
    const setting = {
      opaPath: () => Promise.resolve(opaPath),
      libraryFolder: library.folder,
      unitsFolder: cacheDir,
    };
    const options = { evaluator, deadlineMs: 5_000, threads: 1, unitsFolder: null };
    batches.set(evaluator, createBatchEngine(setting, options));
  }
});

afterAll(async () => {
  await Promise.all([...batches.values()].map((batch) => batch.close()));
  await library.remove();
});

async function answersTo(bytes: Buffer | string, evaluator: EvaluatorChoice = "auto") {
  const batch = batches.get(evaluator);
  let written = "";
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString("utf8");
      done();
    },
  });
  await runBatch({ input: Readable.from([Buffer.from(bytes)]), output }, 2, (block) => {
    if (batch === undefined) throw new Error(`There is no evaluator ${evaluator}.`);
    return batch.answer(block);
  });
  return written.split("\n").slice(0, -1).map(parseJson);
}

const privileged = `"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"app","securityContext":{"privileged":true}}]}`;
const ask = (id: string, rest = `"objects":[{${privileged}}]`) =>
  `{"id":"${id}","template":"pss-privileged",${rest}}`;
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const violating = [{ index: 0, status: "violating" }];
const refused = (path: string) => ({ code: "invalid_input", fields: [{ path }] });

describe("a line that is nested too deeply", () => {
  const lines = [
    ask("before"),
    ask("object", `"objects":[{${privileged},"x":${nested(40_000)}}]`),
    ask("parameters", `"objects":[{${privileged}}],"parameters":{"x":${nested(40_000)}}`),
    ask("between"),
    `{"id":"shown","template":"required-labels","parameters":{"labels":{"a":".+"}},"objects":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x","labels":${nested(40_000)}}}]}`,
    ask("after"),
  ].join("\n");

  test.each(["auto", "sandbox"] as const)("costs no other line its answer: %s", async (evaluator) => {
    const answers = await answersTo(lines, evaluator);
    expect(answers).toMatchObject([
      { id: "before", results: violating },
      { id: "object" },
      { id: "parameters", line: 3, error: refused("parameters") },
      { id: "between", results: violating },
      { id: "shown" },
      { id: "after", results: violating },
    ]);
    expect(JSON.stringify(answers)).not.toContain("eval_internal_error");
  });
});

describe("bytes", () => {
  test("that are no UTF-8 are no JSON, and the rest is answered", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${ask("a")}\n{"id":"`),
      Buffer.from([0xff]),
      Buffer.from(`","template":"pss-privileged","objects":[]}\n${ask("c")}`),
    ]);
    expect(await answersTo(bytes)).toMatchObject([
      { id: "a" },
      { id: null, line: 2, error: { code: "invalid_input", fields: [] } },
      { id: "c" },
    ]);
  });

  test("of a byte order mark and carriage returns change nothing", async () => {
    expect(await answersTo(`\ufeff${ask("a")}\r\n${ask("b")}\r\n`)).toMatchObject([
      { id: "a", results: violating },
      { id: "b", results: violating },
    ]);
  });

  test("of an empty line are a line, of an empty file none", async () => {
    expect(await answersTo("\n")).toMatchObject([{ id: null, line: 1, error: { code: "invalid_input" } }]);
    expect(await answersTo("")).toEqual([]);
  });
});

describe("what a line says", () => {
  test.each([
    ["objects", `"objects":null`],
    ["objects", `"objects":{}`],
    ["objects", `"parameters":{}`],
    ["objects[1]", `"objects":[{},null]`],
    ["inventory", `"objects":[],"inventory":{}`],
    ["inventory[0]", `"objects":[],"inventory":["x"]`],
    ["parameters", `"objects":[],"parameters":[]`],
    ["parameters.nope", `"objects":[],"parameters":{"nope":1}`],
    ["parameters.exempt_images[0]", `"objects":[],"parameters":{"exempt_images":[1]}`],
    ["rego", `"objects":[],"rego":null`],
    ["template", `"objects":[],"template":7`],
    ["template", `"objects":[],"template":"__proto__"`],
  ])("is refused with the field %s: %s", async (path, rest) => {
    expect(await answersTo(`\n${ask("a", rest)}`)).toMatchObject([
      { line: 1 },
      { id: "a", line: 2, error: refused(path) },
    ]);
  });

  test("may be null where it may be left out", async () => {
    const rest = `"objects":[{${privileged}}],"parameters":null,"inventory":null`;
    expect(await answersTo(ask("a", rest))).toMatchObject([{ id: "a", results: violating }]);
  });

  test("counts the last time it is said, and under a name in escapes", async () => {
    const rego = `{"modules":{"a.rego":"package a\\np := 1"},"entrypoint":"a/p"}`;
    const answers = await answersTo(
      [
        `{"id":1,"id":2,"template":"nowhere","template":"pss-privileged","objects":[]}`,
        `{"id":3,"r\\u0065go":${rego}}`,
        `{"\\u0069d":4,"templ\\u0061te":"pss-privileged","objects":[]}`,
      ].join("\n"),
    );
    expect(answers).toEqual([
      { id: 2, results: [] },
      { id: 3, result: 1 },
      { id: 4, results: [] },
    ]);
  });
});

describe("objects are judged as they stand", () => {
  const spec = { containers: [{ name: "app", securityContext: { privileged: true } }] };
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "1", controller: true };
  const pod = { apiVersion: "v1", kind: "Pod", spec };

  test.each<[string, string, object]>([
    ["violating", "a Pod with an owner", { ...pod, metadata: { name: "web", ownerReferences: [owner] } }],
    ["violating", "a Pod without metadata", pod],
    ["violating", "a Pod whose metadata is text", { ...pod, metadata: "web" }],
    ["violating", "null for a list", { ...pod, spec: { containers: null, initContainers: spec.containers } }],
    ["violating", "null in a list", { ...pod, spec: { containers: [null, ...spec.containers, 1] } }],
    ["violating", "a PodTemplate", { apiVersion: "v1", kind: "PodTemplate", template: { spec } }],
    [
      "violating",
      "an older version of a CronJob",
      {
        apiVersion: "batch/v1beta1",
        kind: "CronJob",
        spec: { jobTemplate: { spec: { template: { spec } } } },
      },
    ],
    ["compliant", "a Pod without a spec", { ...pod, spec: null }],
    ["not_applicable", "a list", { apiVersion: "v1", kind: "List", items: [pod] }],
    ["not_applicable", "a kind of another group", { ...pod, apiVersion: "example.com/v1" }],
    ["not_applicable", "no kind", { spec }],
  ])("%s: %s", async (status, _what, object) => {
    const line = JSON.stringify({ id: 1, template: "pss-privileged", objects: [object] });
    for (const evaluator of ["auto", "sandbox"] as const)
      expect(await answersTo(line, evaluator)).toMatchObject([{ id: 1, results: [{ index: 0, status }] }]);
  });
});

describe("raw Rego", () => {
  const line = (rego: object, rest: object = {}) => JSON.stringify({ id: 1, rego, ...rest });
  const good = { modules: { "a.rego": "package a\np := 1" }, entrypoint: "a/p" };

  test.each([
    ["rego", 1],
    ["rego.modules", { ...good, modules: undefined }],
    ["rego.modules", { ...good, modules: [] }],
    ["rego.modules", { ...good, modules: {} }],
    ['rego.modules["a.rego"]', { ...good, modules: { "a.rego": 1 } }],
    ["rego.version", { ...good, version: "v2" }],
    ["rego.version", { ...good, version: 1 }],
    ["rego.entrypoint", { ...good, entrypoint: "" }],
    ["rego.entrypoint", { ...good, entrypoint: undefined }],
  ])("is refused with the field %s: %j", async (path, rego) => {
    expect(await answersTo(JSON.stringify({ id: 1, rego }))).toMatchObject([
      { id: 1, line: 1, error: refused(path) },
    ]);
  });

  test.each([
    ["data", { data: [] }],
    ["strictErrors", { strictErrors: "yes" }],
  ])("is refused with the field %s beside it", async (path, rest) => {
    expect(await answersTo(line(good, rest))).toMatchObject([{ id: 1, line: 1, error: refused(path) }]);
  });

  test("of modules with any name is judged", async () => {
    const names = [
      "",
      "../../x",
      "/etc/passwd",
      "__proto__",
      "a\u0000.rego",
      "n".repeat(300),
      "-e",
      ".manifest",
    ];
    // A literal would set the prototype.
    const modules = (name: string) => Object.fromEntries([[name, "package a\np := 1"]]);
    const lines = names.map((name) => line({ ...good, modules: modules(name) }));
    expect(await answersTo(lines.join("\n"))).toEqual(names.map(() => ({ id: 1, result: 1 })));
  });

  test("may use the names that a place without a rule is asked by", async () => {
    const modules = { "edict_entrypoint.rego": "package edict_entrypoint\nq := 1\nedict_entrypoint_ := 2" };
    const asked = ["edict_entrypoint/answer", "edict_entrypoint/q", "edict_entrypoint_", "none/here"];
    const lines = asked.map((entrypoint) => line({ modules, entrypoint }));
    expect(await answersTo(lines.join("\n"))).toEqual([
      { id: 1, undefined: true },
      { id: 1, result: 1 },
      { id: 1, undefined: true },
      { id: 1, undefined: true },
    ]);
  });
});
