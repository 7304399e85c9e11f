import { expect, test } from "vitest";
import { readModule } from "@/lib/engine/read-module";
import { testCompilerOptions } from "@/lib/engine/testing/options";
import { referenceFaults, type ReferenceFault } from "./reference-faults";

const options = testCompilerOptions(process.env.OPA_PATH);

async function faultsOf(rego: string): Promise<ReferenceFault[]> {
  const { contents } = await readModule(options, rego, { withPlaces: true });
  if (contents === null) throw new Error("does not parse");
  return referenceFaults(contents, new Map([["workloads", null]]));
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

test("an import that is at fault is told once, whatever uses it, and other faults beside it in their order", async () => {
  const faults = await faultsOf(
    "package own\nimport data.gone.here\na := data.other.x\nb if here.x\nc if here.y.z\nd := here[input.x]",
  );
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [2, 8],
    [3, 6],
  ]);
});

test("no text makes the answer large", async () => {
  const rules = lines(1_000, (index) => `a_rule_with_a_name_${index} := data.own.gone_${index}.of`);
  const faults = await faultsOf(`package own\n${rules}\nlast if data.own["${"x".repeat(50_000)}"]`);
  expect(faults).toHaveLength(20);
  expect(faults[19]).toMatchObject({ line: 21 });
  expect(JSON.stringify(faults).length).toBeLessThan(40_000);
  const [long] = await faultsOf(`package own\nlast if data["${"x".repeat(50_000)}"].y`);
  expect(long?.message.length).toBeLessThan(600);
});

test("a helper whose rules are not known may have any", async () => {
  expect(await faultsOf("package own\na := data.edict.lib.workloads.anything")).toEqual([]);
});
