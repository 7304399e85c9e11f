import { expect, test } from "vitest";
import { isObject } from "../../domain/json";
import { compareWithOpa } from "../testing/against-opa";
import { testCompilerOptions } from "../testing/options";
import { yamlTexts } from "../testing/yaml-texts";
import { indentContinuations } from "./yaml-continuation";

const options = testCompilerOptions(process.env.OPA_PATH);

test("texts of YAML mean what they mean to OPA, and are refused where OPA refuses them", async () => {
  const texts = yamlTexts();
  const all = (value: string) => `{sprintf("%d", [i]): v | some i; t := input[i]; v := ${value}}`;
  const questions = [all("json.marshal(yaml.unmarshal(t))"), all("yaml.is_valid(t)")];
  const { opa, sandbox } = await compareWithOpa(options, questions, JSON.stringify(texts));
  for (const question of questions) {
    const [expected, found] = [opa.get(question) ?? null, sandbox.get(question) ?? null];
    if (!isObject(expected) || !isObject(found)) throw new Error("no answers");
    const differ = texts.filter((_text, index) => expected[index] !== found[index]);
    expect(differ).toEqual([]);
  }
  const read = Object.keys(opa.get(questions[0] ?? "") ?? {}).length;
  expect(texts.length).toBeGreaterThan(800);
  expect(read).toBeGreaterThan(600);
  expect(read).toBeLessThan(texts.length - 50);
});

test("a text whose continuations would grow without bound stays as it is", () => {
  const text = `a: '${" ".repeat(20_000)}\n${"\n".repeat(20_000)}${" ".repeat(20_000)}x'`;
  expect(indentContinuations(text)).toBe(text);
});
