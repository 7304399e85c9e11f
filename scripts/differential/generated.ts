import fc from "fast-check";
import { createQueryCompiler } from "@/lib/engine/compile";
import { loadProgram, QueryRunner } from "@/lib/engine/query-program";
import { comparable, exactParse } from "../conformance/exact-json";
import { generatedModules, orderedPrefix, type GeneratedModule } from "./generate-rego";
import { askOpa, type NativeAnswer } from "./native";
import type { Difference, Setting, Tally } from "./report";

const DATA_JSON = '{"given":{"x":5,"list":["b",1.0,{"a":[]}],"__proto__":{"k":1}}}';
const LIMITS = { memoryPagesMax: 8192, resultBytesMax: 64 * 1024 * 1024 };
const AT_ONCE = 2;
/** The name of an answer that is not made of rules. */
const EVERYTHING = "everything";

/** Generated rules on generated input. */
export async function compareGenerated(setting: Setting): Promise<Tally> {
  const modules = fc.sample(generatedModules, setting.modules);
  const differences: Difference[] = [];
  const broken: string[] = [];
  const compiler = createQueryCompiler(setting.compiler);
  const runners = (["sandbox", "fast"] as const).map((name) => ({
    name,
    runner: new QueryRunner(LIMITS, name),
  }));
  const check = async (module: GeneratedModule): Promise<void> => {
    const { modules: source } = module;
    const [native, compiled] = await Promise.all([
      askOpa({
        opaPath: setting.compiler.opaPath,
        modules: source,
        inputJson: module.inputJson,
        dataJson: DATA_JSON,
        reference: "data.generated",
      }),
      compiler.compile({ modules: source, regoVersion: "v1" }, "generated"),
    ]);
    if (!compiled.ok) {
      broken.push(`a module: ${compiled.diagnostics[0]?.message ?? ""}\n${Object.values(source).join("\n")}`);
      return;
    }
    const program = await loadProgram(compiled.unit.module, compiled.unit.entrypoint);
    const query = { inputJson: module.inputJson, dataJson: DATA_JSON, nowNs: "0", strictErrors: false };
    for (const { name, runner } of runners) {
      const answer = runner.answer(program, query);
      const found =
        answer.status === "defined"
          ? exactParse(answer.json)
          : answer.status === "undefined"
            ? null
            : `error ${answer.error.code}`;
      differences.push(...differencesOf(name, module, native, found));
    }
  };
  for (let start = 0; start < modules.length; start += AT_ONCE) {
    await Promise.all(modules.slice(start, start + AT_ONCE).map(check));
    if (start % 100 === 0) setting.log(`generated: ${start} of ${modules.length} modules`);
  }
  return { cases: modules.length, differences, broken };
}

/** One for each rule that differs; errors concern the whole module. */
function differencesOf(
  evaluator: string,
  { modules, inputJson }: GeneratedModule,
  native: NativeAnswer,
  found: unknown,
): Difference[] {
  const expected = native === null ? null : "error" in native ? `error ${native.error}` : native.value;
  const rego = modules["generated.rego"] ?? "";
  const [left, right] = [membersOf(expected), membersOf(found)];
  const isCompared = (name: string) => evaluator === "fast" || !name.startsWith(orderedPrefix);
  // What ended an evaluation says nothing of its rules.
  const isWhole = left.has(EVERYTHING) || right.has(EVERYTHING);
  const names = isWhole ? [EVERYTHING] : [...new Set([...left.keys(), ...right.keys()])].filter(isCompared);
  return names.flatMap((name) => {
    const [a = "undefined", b = "undefined"] = [left.get(name), right.get(name)];
    if (a === b) return [];
    const rule = rego
      .split("\n\n")
      .find((text) => new RegExp(`^(default )?${name}(\\[|\\.| contains| := (?!"default"))`).test(text));
    return [
      {
        where: `generated ${name}`,
        evaluator,
        native: a,
        found: b,
        question: `${rule ?? rego}\n${inputJson}`,
      },
    ];
  });
}

function membersOf(value: unknown): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[EVERYTHING, comparable(value)]]);
  return new Map(Object.entries(value).map(([name, member]) => [name, comparable(member)]));
}
