import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifests } from "./read-manifests";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-manifests-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const noInput = () => Promise.resolve("");

async function read(name: string, text: string) {
  const file = join(folder, name);
  await writeFile(file, text);
  return (await readManifests([file], noInput)).map(({ value }) => value);
}

test("YAML says what it says to kubectl: octal modes and yes, but no dates and no numbers to the base of 60", async () => {
  const text =
    "a: 0644\nb: yes\nc: off\nd: 2024-01-01\ne: 22:22\nf: 0x1F\ng: 1_000\nh: '0644'\ni: ~\nj: 1e3\nk: [0o17x, .5]\n";
  expect(await read("a.yaml", text)).toEqual([
    {
      a: 0o644,
      b: true,
      c: false,
      d: "2024-01-01",
      e: "22:22",
      f: 31,
      g: 1000,
      h: "0644",
      i: null,
      j: 1000,
      k: ["0o17x", 0.5],
    },
  ]);
});

test("a file has all its documents, with anchors and merges resolved, and empty ones count for nothing", async () => {
  const text = "---\nx: &x { a: 1 }\nw: { <<: *x, b: 2 }\n---\n# nothing\n---\nz: 1\n...\n";
  expect(await read("b.yml", text)).toEqual([{ x: { a: 1 }, w: { a: 1, b: 2 } }, { z: 1 }]);
});

test("lists are taken apart, in each other too, and items of a typed list are of its kind", async () => {
  const list = {
    apiVersion: "v1",
    kind: "List",
    items: [
      { apiVersion: "apps/v1", kind: "DeploymentList", items: [{ metadata: { name: "a" } }] },
      { apiVersion: "v1", kind: "PodList", items: [] },
      { apiVersion: "v1", kind: "PodList", items: null },
      { apiVersion: "v1", kind: "Pod" },
      { kind: "PlayList", items: { a: 1 } },
    ],
  };
  expect(await read("c.json", `\ufeff${JSON.stringify(list)}`)).toEqual([
    { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" } },
    { apiVersion: "v1", kind: "Pod" },
    { kind: "PlayList", items: { a: 1 } },
  ]);
});

/** Each name is ten times the one before it. */
function aliases(...names: string[]): string[] {
  return names.slice(1).map((name, index) => {
    const items = Array.from({ length: 10 }, () => `*${names[index] ?? ""}`);
    return `${name}: &${name} [${items.join(",")}]`;
  });
}

test.each([
  ["text", "d.yaml", "a: 1\n---\njust words\n", /d\.yaml: document 2 is no object/],
  [
    "an item that is none",
    "e.json",
    '{"kind":"List","items":[{},7]}',
    /e\.json: document 1, items\[1\] is no object/,
  ],
  ["broken YAML", "f.yaml", "a: [", /f\.yaml: /],
  ["broken JSON", "g.json", '{"a":', /g\.json: /],
  ["one name twice", "h.yaml", "a: 1\na: 2\n", /h\.yaml: .*unique/],
  [
    "a bomb of aliases",
    "i.yaml",
    ["a: &a [1,1,1,1,1,1,1,1,1,1]", ...aliases("a", "b", "c", "d", "e")].join("\n"),
    /i\.yaml: .*alias/,
  ],
])("what is no object is told with its file, never left out: %s", async (_what, name, text, reason) => {
  await expect(read(name, text)).rejects.toThrow(reason);
});

test("a file that is named is read whatever its name, a folder's only if it looks like manifests", async () => {
  const place = await mkdtemp(join(folder, "deep-"));
  await writeFile(join(place, "a.yaml"), "v: 1\n");
  await writeFile(join(place, "README.md"), "just words\n");
  await writeFile(join(place, "plain"), "v: 2\n");
  const from = async (...places: string[]) => (await readManifests(places, noInput)).map(({ json }) => json);
  expect(await from(place)).toEqual(['{"v":1}']);
  expect(await from(join(place, "plain"), place)).toEqual(['{"v":2}', '{"v":1}']);
  await expect(from(join(place, "nowhere"))).rejects.toThrow(/There is no .*nowhere/);
});
