import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { parseJson } from "@/lib/domain/json";
import { testCompilerOptions } from "@/lib/engine/testing/options";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { createBatchEngine } from "../engine/batch-engine";
import { runBatch } from "./run-batch";

const { opaPath, cacheDir } = testCompilerOptions(process.env.OPA_PATH);
let library: Awaited<ReturnType<typeof miniLibrary>>;
let batch: ReturnType<typeof createBatchEngine>;

beforeAll(async () => {
  library = await miniLibrary(
    "pod-security/pss-privileged",
    "software-supply-chain/image-tag-not-latest",
    "organizational-standards/required-labels",
    "network-security/namespace-has-default-deny-ingress",
  );
  batch = createBatchEngine(
    { opaPath: () => Promise.resolve(opaPath), libraryFolder: library.folder, unitsFolder: cacheDir },
    { evaluator: "auto", deadlineMs: 1_000, threads: 2, unitsFolder: null },
  );
});

afterAll(async () => {
  await batch.close();
  await library.remove();
});

async function textsOf(...chunks: string[]): Promise<string[]> {
  let written = "";
  const output = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString("utf8");
      setImmediate(done);
    },
  });
  await runBatch({ input: Readable.from(chunks.map((chunk) => Buffer.from(chunk))), output }, 2, (block) =>
    batch.answer(block),
  );
  expect(written === "" || written.endsWith("\n")).toBe(true);
  return written.split("\n").slice(0, -1);
}

const answerSchema = z.object({
  line: z.number().optional(),
  error: z.object({ code: z.string(), fields: z.array(z.object({ path: z.string() })) }).optional(),
});

const ask = async (...lines: object[]) =>
  (await textsOf(lines.map((line) => `${JSON.stringify(line)}\n`).join(""))).map(parseJson);

const pod = (image: string, privileged?: boolean) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: {
    containers: [
      { name: "app", image, ...(privileged !== undefined && { securityContext: { privileged } }) },
    ],
  },
});

describe("a template on objects", () => {
  test("answers each object with its place, what was found, and a proven fix", async () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "s" } };
    const objects = [pod("nginx:1.29", true), service, pod("nginx:1.29")];
    const [answer] = await ask({ id: "c1", template: "pss-privileged", parameters: {}, objects });
    const path = "/spec/containers/0/securityContext/privileged";
    expect(answer).toEqual({
      id: "c1",
      results: [
        {
          index: 0,
          status: "violating",
          occurrences: [
            {
              message: "Container 'app' runs privileged",
              violatingKey: "spec.containers[0].securityContext.privileged",
              path,
              found: true,
              recommended: false,
              fix: { patch: [{ op: "replace", path, value: false }], proven: true },
            },
          ],
        },
        { index: 1, status: "not_applicable" },
        { index: 2, status: "compliant" },
      ],
    });
  });

  test("takes all objects of the line for the cluster", async () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
    const policy = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "deny", namespace: "shop" },
      spec: { podSelector: {}, policyTypes: ["Ingress"] },
    };
    const template = "namespace-has-default-deny-ingress";
    const answers = await ask(
      { id: 1, template, objects: [namespace] },
      { id: 2, template, objects: [namespace], inventory: [policy] },
      { id: 3, template, objects: [policy, namespace] },
    );
    expect(answers).toMatchObject([
      { results: [{ status: "violating" }] },
      { results: [{ status: "compliant" }] },
      { results: [{ status: "not_applicable" }, { status: "compliant" }] },
    ]);
  });

  test("names the field of what is wrong, and goes on", async () => {
    const objects = [pod("nginx")];
    const texts = await textsOf(
      "nope\n",
      '{"id":"a"}\n{"template":"pss-privileged","objects":[]}\n[]\n',
      `{"id":{"b":1.0},"template":"nowhere","objects":[]}\n\n`,
      `${JSON.stringify({ id: "c", template: "pss-privileged", parameters: { x: 1 }, objects })}\n`,
      `${JSON.stringify({ id: "d", template: "pss-privileged", objects: [1] })}\n`,
      `{"id":"e","template":"pss-privileged","objects":[]}`,
    );
    const fields = texts.map((text) => {
      const { line, error } = answerSchema.parse(JSON.parse(text));
      return error && [line, error.code, ...error.fields.map(({ path }) => path)];
    });
    expect(fields).toEqual([
      [1, "invalid_input"],
      [2, "invalid_input", "template"],
      [3, "invalid_input", "id"],
      [4, "invalid_input"],
      [5, "invalid_input", "template"],
      [6, "invalid_input"],
      [7, "invalid_input", "parameters.x"],
      [8, "invalid_input", "objects[0]"],
      undefined,
    ]);
    expect(texts[4]).toMatch(/^\{"id":\{"b":1\.0\},"line":5,/);
    expect(texts.at(-1)).toBe('{"id":"e","results":[]}');
  });

  test("keeps the order of many lines that are cut anywhere", async () => {
    const lines = Array.from({ length: 1_500 }, (_, id) =>
      JSON.stringify({
        id,
        template: "image-tag-not-latest",
        objects: [pod(id % 3 === 0 ? "a:latest" : "a:1")],
      }),
    );
    const text = `${lines.join("\n")}\n`;
    const chunks = text.match(/[\s\S]{1,7001}/g) ?? [];
    const answers = (await textsOf(...chunks)).map(parseJson);
    expect(answers).toMatchObject(
      lines.map((_line, id) => ({ id, results: [{ status: id % 3 === 0 ? "violating" : "compliant" }] })),
    );
  });
});

describe("raw Rego", () => {
  const rego = (text: string, entrypoint = "a/p", version = "v1") => ({
    modules: { "a.rego": `package a\n${text}` },
    version,
    entrypoint,
  });

  test("answers values as opa eval prints them: numbers as written, sets as sorted arrays", async () => {
    const input = '{"a":1.0,"b":1e3,"c":12345678901234567890123,"d":-0}';
    const line = (id: string, text: string) =>
      `{"id":"${id}","rego":${JSON.stringify(rego(text))},"input":${input}}\n`;
    const texts = await textsOf(line("x", "p := input"), line("y", 'p := {3, "b", 1, "a", {2}}'));
    expect(texts).toEqual([`{"id":"x","result":${input}}`, '{"id":"y","result":[1,3,"a","b",[2]]}']);
  });

  test("tells an input that is missing from one that is null", async () => {
    const one = { id: 1, rego: rego("p := input") };
    expect(await ask(one, { ...one, input: null })).toEqual([
      { id: 1, undefined: true },
      { id: 1, result: null },
    ]);
  });

  test("answers packages, data, and places where nothing is", async () => {
    const text = "p := 1\nq := 2";
    const data = { a: { r: 3 }, b: [4] };
    const line = (entrypoint: string) => ({ id: entrypoint, rego: rego(text, entrypoint), data });
    expect(await ask(line("a"), line("a/r"), line("b"), line("a/x"), line("c/d"))).toEqual([
      { id: "a", result: { p: 1, q: 2, r: 3 } },
      { id: "a/r", result: 3 },
      { id: "b", result: [4] },
      { id: "a/x", undefined: true },
      { id: "c/d", undefined: true },
    ]);
  });

  test.each([
    ["compile_error", rego("p := x"), {}],
    ["compile_error", rego("p = x { x := 1 }"), {}],
    ["unsupported_builtin", rego('p := http.send({"method": "get", "url": "x"})'), {}],
    ["eval_conflict_error", rego("p := 1 if input.a\np := 2 if input.a"), { input: { a: true } }],
    ["eval_builtin_error", rego("p := 1 / input.a"), { input: { a: 0 }, strictErrors: true }],
    [
      "timeout",
      rego("p if { some a in n; some b in n; some c in n; a + b + c == -1 }\nn := numbers.range(1, 5000)"),
      {},
    ],
  ])("answers %s", async (code, program, rest) => {
    const [answer] = await ask({ id: 1, rego: program, ...rest });
    expect(answer).toMatchObject({ id: 1, error: { code } });
  });

  test("of either version is judged, and a built-in that fails is undefined", async () => {
    const old = rego("p[x] { x := input.a[_] }", "a/p", "v0");
    expect(
      await ask({ id: 1, rego: old, input: { a: [2, 1] } }, { id: 2, rego: rego("p := 1 / 0") }),
    ).toEqual([
      { id: 1, result: [1, 2] },
      { id: 2, undefined: true },
    ]);
  });
});
