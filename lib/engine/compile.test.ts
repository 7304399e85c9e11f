import { readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCompiler } from "./compile";
import { testCompilerOptions } from "./testing/options";
import { walkthroughRego } from "./testing/walkthrough";
import type { CompiledUnit, Diagnostic, RegoSource } from "./types";

const options = testCompilerOptions(process.env.OPA_PATH);
const compiler = createCompiler(options);

function v1(text: string): RegoSource {
  return { modules: { "rule.rego": text }, regoVersion: "v1" };
}

async function unitOf(source: RegoSource): Promise<CompiledUnit> {
  const result = await compiler.compile(source);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.unit;
}

async function diagnosticsOf(source: RegoSource): Promise<readonly Diagnostic[]> {
  const result = await compiler.compile(source);
  return result.ok ? [] : result.diagnostics;
}

describe("compiling a template", () => {
  test("the walkthrough's template compiles unchanged as v0", async () => {
    const unit = await unitOf({ modules: { "template.rego": walkthroughRego }, regoVersion: "v0" });
    expect(unit.entrypoint).toBe("magalix/advisor/network/allow/egress/to/coredns/violation");
    expect(unit).toMatchObject({ readsReview: false, readsInventory: false });
    expect(WebAssembly.validate(new Uint8Array(unit.module.wasm))).toBe(true);
  });

  test("equal sources give one digest, and a second compiler takes the unit from disk", async () => {
    const source = v1('package a\nviolation contains "x" if input.bad');
    const unit = await unitOf(source);
    const again = await createCompiler(options).compile(source);
    expect(again).toEqual({ ok: true, unit });
    expect(unit.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await unitOf(v1('package a\nviolation contains "y" if input.bad'))).digest).not.toBe(unit.digest);
  });

  test("a number may begin with its point", async () => {
    const text =
      'package a\n# .5 "\nviolation contains {"msg": ` .5`} if { input.x[ .5 ] > -.5; input.review == ". 5" }';
    expect(await unitOf(v1(text))).toMatchObject({ entrypoint: "a/violation", readsReview: true });
    const [error] = await diagnosticsOf(v1("package a\nviolation contains x if .5 .5"));
    expect(error).toMatchObject({ code: "rego_parse_error", line: 2 });
  });

  test("a damaged cache file is compiled again", async () => {
    const source = v1('package damaged\nviolation contains "x" if input.bad');
    const unit = await unitOf(source);
    writeFileSync(join(options.cacheDir, `${unit.digest}.unit`), "{}\nnot wasm");
    expect(await unitOf(source)).toEqual(unit);
  });

  test("no file is left in the temporary folder", async () => {
    await diagnosticsOf(v1("package a\nviolation contains"));
    const ownDir = dirname(options.cacheDir);
    expect(basename(ownDir)).toContain(`edict-process-${process.pid}-`);
    expect(readdirSync(ownDir).filter((name) => !name.startsWith("units-"))).toEqual([]);
  });

  test("helper modules may be named anything, and template.rego is the main one", async () => {
    const unit = await unitOf({
      modules: {
        "../../etc/passwd":
          "package lib.containers\nall contains c if some c in input.spec.containers\nviolation contains 1 if false",
        "template.rego":
          'package main\nimport data.lib.containers\nviolation contains {"msg": c.name} if some c in containers.all',
      },
      regoVersion: "v1",
    });
    expect(unit.entrypoint).toBe("main/violation");
  });

  test("modules of both syntaxes are compiled together, and a fault is told with its file and place", async () => {
    const source = (rule: string): RegoSource => ({
      modules: {
        "template.rego": `package main\nimport data.lib.all\nviolation[r] {\n  r = ${rule}\n}`,
        "lib/all.rego": "package lib.all\nnames contains c.name if some c in input.spec.containers",
      },
      regoVersion: "v0",
      otherVersions: { "lib/all.rego": "v1" },
    });
    const { entrypoint } = await unitOf(source("all.names[_]"));
    expect(entrypoint).toBe("main/violation");
    const [asOne] = await diagnosticsOf({ ...source("all.names[_]"), otherVersions: {} });
    expect(asOne).toMatchObject({ code: "rego_parse_error", file: "lib/all.rego", line: 2 });
    const [unsafe] = await diagnosticsOf(source("missing"));
    expect(unsafe).toMatchObject({ message: "var missing is unsafe", line: 4, column: 3 });
    expect(unsafe?.file).toBe("template.rego");
    expect((await unitOf(source(".5 + count(all.names)"))).entrypoint).toBe("main/violation");
  });

  test("reading the review or the inventory is noticed however it is spelled", async () => {
    const direct = await unitOf(
      v1(
        'package a\nviolation contains "x" if data.inventory.cluster[_].Pod[_].bad == input.review.kind.kind',
      ),
    );
    expect(direct).toMatchObject({ readsReview: true, readsInventory: true });
    const byPath = await unitOf(
      v1('package a\nviolation contains "x" if object.get(input, ["review", "name"], "") == "x"'),
    );
    expect(byPath.readsReview).toBe(true);
  });

  test("a helper's rule that reads the inventory counts only where it is used, in either syntax", async () => {
    const withHelper = (rule: string, regoVersion: RegoSource["regoVersion"]): RegoSource => ({
      modules: {
        "template.rego": `package main\nimport data.lib.pods\n${rule}`,
        "lib/pods.rego":
          'package lib.pods\nall contains p if some p in data.inventory.pods\nnames := [`data.inventory`]\ndocument := data["inventory"]',
      },
      regoVersion,
      ...(regoVersion === "v0" ? { otherVersions: { "lib/pods.rego": "v1" } } : {}),
    });
    const reads = async (source: RegoSource): Promise<boolean> => (await unitOf(source)).readsInventory;
    expect(await reads(withHelper("violation contains x if some x in pods.names", "v1"))).toBe(false);
    expect(await reads(withHelper("violation contains x if some x in pods.all", "v1"))).toBe(true);
    expect(await reads(withHelper("violation contains x if x := pods.document", "v1"))).toBe(true);
    expect(await reads(withHelper("violation[x] { x = pods.names[_] }", "v0"))).toBe(false);
    expect(await reads(withHelper("violation[x] { pods.all[x] }", "v0"))).toBe(true);
  });
});

describe("faults of the source", () => {
  test("a syntax error names file, line and column", async () => {
    const diagnostics = await diagnosticsOf(v1("package a\n\nviolation contains x if { x := }"));
    expect(diagnostics[0]).toMatchObject({ code: "rego_parse_error", file: "rule.rego", line: 3 });
    expect(diagnostics[0]?.column).toBeGreaterThan(1);
  });

  test("an unsafe variable names file, line and column", async () => {
    const diagnostics = await diagnosticsOf(v1('package a\nviolation contains "x" if {\n  foo == 1\n}'));
    expect(diagnostics).toEqual([
      { code: "rego_unsafe_var_error", message: "var foo is unsafe", file: "rule.rego", line: 3, column: 3 },
    ]);
  });

  test.each([
    ["http.send", 'http.send({"method": "get", "url": "http://x"})', "network"],
    ["net.lookup_ip_addr", 'net.lookup_ip_addr("x")', "network"],
    ["opa.runtime", "opa.runtime()", "environment"],
    ["rand.intn", 'rand.intn("x", 5)', "random"],
    ["internal.test_case", 'internal.test_case(["a"])', "not supported"],
  ])("the built-in %s is refused where it is written, with the reason", async (name, call, reason) => {
    const diagnostics = await diagnosticsOf(v1(`package a\nviolation contains x if {\n  x := ${call}\n}`));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: "unsupported_builtin",
      file: "rule.rego",
      line: 3,
      column: 8,
    });
    expect(diagnostics[0]?.message).toContain(name);
    expect(diagnostics[0]?.message).toContain(reason);
  });

  test("a remote JSON schema is not fetched", async () => {
    const text =
      '# METADATA\n# schemas:\n#   - input: {"$ref": "http://127.0.0.1:1/schema.json"}\npackage a\nviolation contains "x" if input.bad';
    const result = await compiler.compile(v1(text));
    expect(result.ok ? [] : result.diagnostics.map(({ message }) => message).join()).not.toContain(
      "connection refused",
    );
  });

  test.each([
    ["no rule at all", "package a\nallow if true", "no_violation_rule", "violation"],
    ["only deny", 'package a\n\ndeny contains "x" if true', "no_violation_rule", "rename"],
    ["a violation that is no set", 'package a\nviolation := "x"', "violation_not_a_set", "set"],
    ["a map of violations", "package a\nviolation[x] if x := input.a", "violation_not_a_set", "contains"],
  ])("%s is told what to write", async (_case, text, code, hint) => {
    const [diagnostic] = await diagnosticsOf(v1(text));
    expect(diagnostic?.code).toBe(code);
    expect(diagnostic?.message).toContain(hint);
  });

  test("a source over the size limit is refused without compiling", async () => {
    const [diagnostic] = await diagnosticsOf(v1(`package a\n# ${"x".repeat(1024 * 1024)}`));
    expect(diagnostic?.code).toBe("source_too_large");
    expect((await diagnosticsOf({ modules: {}, regoVersion: "v1" }))[0]?.code).toBe("no_module");
  });

  test("a compiler that takes too long is stopped", async () => {
    const slow = createCompiler({ ...options, cacheDir: testCompilerOptions("").cacheDir, timeoutMs: 1 });
    await expect(slow.compile(v1("package a"))).rejects.toThrow("does not answer");
  });

  test("a missing compiler is an error that names it", async () => {
    const missing = createCompiler({ ...options, opaPath: "/nowhere/opa" });
    await expect(missing.compile(v1("package a"))).rejects.toThrow("/nowhere/opa");
  });
});
