import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson } from "@/lib/domain/json";
import { testCompilerOptions } from "@/lib/engine/testing/options";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { runCli } from "../run";

const { opaPath, cacheDir } = testCompilerOptions(process.env.OPA_PATH);
let library: Awaited<ReturnType<typeof miniLibrary>>;
let folder: string;

const pod = (name: string, privileged: boolean) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec:\n  containers:\n    - name: app\n      image: nginx:1.29\n      securityContext: { privileged: ${privileged} }\n`;

beforeAll(async () => {
  library = await miniLibrary("pod-security/pss-privileged", "organizational-standards/required-labels");
  folder = await mkdtemp(join(tmpdir(), "edict-cli-"));
  await mkdir(join(folder, "deep"));
  await writeFile(join(folder, "deep", "two.yaml"), `${pod("good", false)}---\n${pod("bad", true)}`);
  await writeFile(join(folder, "good.yaml"), pod("good", false));
  const list = {
    apiVersion: "v1",
    kind: "List",
    items: [{ apiVersion: "v1", kind: "Pod", metadata: { name: "l" } }],
  };
  await writeFile(join(folder, "list.json"), JSON.stringify(list));
  await writeFile(join(folder, "broken.yaml.txt"), "a: [");
  const rego =
    'package mine\n\nviolation contains {"msg": "no team", "violating_key": "metadata.labels.team"} if not input.metadata.labels.team\n';
  await writeFile(join(folder, "mine.rego"), rego);
});

afterAll(async () => {
  await library.remove();
  await rm(folder, { recursive: true });
});

async function edict(
  args: string[],
  input = "",
): Promise<{ status: number; stdout: string; stderr: string }> {
  const texts = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof texts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts[name] += chunk.toString("utf8");
        done();
      },
    });
  const status = await runCli(args, {
    version: "1.2.3",
    stdin: Readable.from([Buffer.from(input)]),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    opaPath: () => Promise.resolve(opaPath),
    libraryFolder: library.folder,
    unitsFolder: cacheDir,
  });
  return { status, ...texts };
}

describe("edict eval", () => {
  test("finds what violates in a folder, names file and place, and says so by its status", async () => {
    const { status, stdout } = await edict(["eval", "-t", "pss-privileged", folder]);
    expect(status).toBe(1);
    expect(stdout).toContain(`Pod shop/bad (${join(folder, "deep", "two.yaml")})`);
    expect(stdout).toContain("critical  pss-privileged  spec.containers[0].securityContext.privileged");
    expect(stdout).toContain("(found true, should be false, fix proven)");
    expect(stdout).toContain("4 objects, 1 of them violate something: 1 violations, 1 occurrences");
  });

  test("is quiet about what is right", async () => {
    const { status, stdout } = await edict(["eval", "-t", "pss-privileged", join(folder, "good.yaml")]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "1 objects, 0 of them violate something: 0 violations, 0 occurrences\n",
    });
  });

  test("judges standard input by Rego of one's own and prints JSON", async () => {
    const args = ["eval", "--rego", join(folder, "mine.rego"), "--format", "json", "-"];
    const { status, stdout } = await edict(args, pod("x", false));
    expect(status).toBe(1);
    expect(parseJson(stdout)).toMatchObject({
      results: [
        {
          file: "standard input",
          kind: "Pod",
          namespace: "shop",
          name: "x",
          template: "mine.rego",
          status: "violating",
          occurrences: [{ message: "no team", path: "/metadata/labels/team" }],
        },
      ],
    });
  });

  test("judges by Rego that names the library's helpers, whatever its syntax and files are called", async () => {
    const own = join(folder, "own");
    await mkdir(join(own, "lib"), { recursive: true });
    const main =
      'package own\nimport data.edict.lib.workloads\nimport data.own.words\nviolation[r] { workloads.pod_spec.containers[_].securityContext.privileged; r = {"msg": words.text} }\n';
    await writeFile(join(own, "main.rego"), main);
    await writeFile(join(own, "lib", "words.rego"), 'package own.words\ntext := "privileged" if true\n');
    const copied = join(library.folder, "pod-security", "pss-privileged", "template.rego");
    const parameters = ["-p", '{"exempt_images":[]}'];
    const { status, stdout } = await edict([
      "eval",
      ...parameters,
      "-r",
      own,
      "-r",
      copied,
      join(folder, "deep"),
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain("2 objects, 1 of them violate something: 2 violations, 2 occurrences");
    expect(stdout).toMatch(/own\n +privileged/);
  });

  test("refuses Rego that names what cannot exist, with file and line", async () => {
    const own = join(folder, "faulty");
    await mkdir(own);
    const line = (text: string) => `package own\n\nviolation contains "x" if ${text}\n`;
    await writeFile(join(own, "a.rego"), line("data.edict.lib.workload.pod"));
    await writeFile(join(own, "b.rego"), line("data.own.words.other"));
    await writeFile(join(own, "words.rego"), "package own.words\ntext := data.own.violation\n");
    const { status, stderr } = await edict(["eval", "-r", own, folder]);
    expect(status).toBe(2);
    expect(stderr).toContain(`${join(own, "a.rego")}:3: The library has no helper called \`workload\``);
    expect(stderr).toContain(`${join(own, "b.rego")}:3: The template has no rule called \`other\``);
    expect(stderr).not.toContain("words.rego");
  });

  test("takes lists apart, and parameters for templates", async () => {
    const args = [
      "eval",
      "-t",
      "required-labels",
      "-p",
      '{"labels":{"team":".+"}}',
      join(folder, "list.json"),
    ];
    const { status, stdout } = await edict(args);
    expect({ status, hasName: stdout.includes("Pod l (") }).toEqual({ status: 1, hasName: true });
  });

  test.each([
    [["eval"], /at least one manifest/],
    [["eval", "--nope", "x"], /nope/],
    [["eval", "-t", "nowhere", "FOLDER"], /no template nowhere/],
    [["eval", "-t", "pss-privileged", "-p", "[]", "FOLDER"], /JSON object/],
    [["eval", "-t", "pss-privileged", "-p", '{"x":1}', "FOLDER"], /parameters\.x/],
    [["eval", "FOLDER/missing.yaml"], /There is no/],
    [["eval", "FOLDER/broken.yaml.txt"], /broken\.yaml\.txt/],
    [["eval", "--batch", "FOLDER/missing.jsonl"], /missing\.jsonl/],
    [["eval", "--evaluator", "magic", "FOLDER"], /fast, sandbox, auto/],
    [["fly"], /no command fly/],
  ])("answers %j with status 2 and the reason", async (args, reason) => {
    const { status, stdout, stderr } = await edict(args.map((arg) => arg.replace("FOLDER", folder)));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(reason);
  });

  test("tells how it is used", async () => {
    expect((await edict(["--help"])).stdout).toContain("edict eval");
    expect((await edict(["eval", "--help"])).stdout).toContain("--batch FILE");
    expect((await edict(["--version"])).stdout).toBe("1.2.3\n");
  });
});
