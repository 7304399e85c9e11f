import { parse } from "yaml";
import { templateTestSchema, type TemplateTest } from "@/lib/contracts/api/template-tests";
import { type Json, type JsonObject, parseJson } from "@/lib/domain/json";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { readPasted, readPastedAll } from "./pasted-object";

export interface KeyDraft {
  readonly violatingKey: string;
  /** YAML of the value; empty: any or none. */
  readonly recommended: string;
}

/** A test as it is written: objects and values are texts until they are read. */
export interface TestDraft {
  readonly name: string;
  readonly object: string;
  readonly parameters: JsonObject;
  readonly inventory: string;
  readonly result: "passes" | "violates";
  readonly keys: readonly KeyDraft[];
  readonly messages: readonly string[];
}

export type TestField = "name" | "object" | "inventory" | "keys" | "messages";

export interface TestProblem {
  /** null: of the test as a whole. */
  readonly field: TestField | null;
  readonly message: string;
}

export type ReadTest =
  | { readonly ok: true; readonly test: TemplateTest }
  | { readonly ok: false; readonly problems: readonly TestProblem[] };

export const emptyTest: TestDraft = {
  name: "",
  object: "",
  parameters: {},
  inventory: "",
  result: "violates",
  keys: [],
  messages: [],
};

/** A test as something to write on. */
export function testDraftOf({ name, object, parameters, inventory, expect }: TemplateTest): TestDraft {
  const { keys = [], messages = [] } = expect.result === "violates" ? expect : {};
  return {
    name,
    object: renderYaml(object).text,
    parameters,
    inventory: inventory.map((one) => renderYaml(one).text).join("---\n"),
    result: expect.result,
    keys: keys.map(({ violatingKey, recommended }) => ({
      violatingKey,
      recommended: recommended === undefined ? "" : valueYaml(recommended.value),
    })),
    messages,
  };
}

/** A value on one line: texts bare where YAML reads them as texts, lists and objects as JSON. */
function valueYaml(value: Json): string {
  return typeof value === "string" ? renderYaml(value).text.trimEnd() : JSON.stringify(value);
}

/**
 * The test that a draft says, or everything that is wrong with it. Rows that are empty are left out.
 * @param taken names of the other tests
 */
export function readTest(draft: TestDraft, taken: readonly string[]): ReadTest {
  const problems: TestProblem[] = [];
  const name = draft.name.trim();
  if (taken.includes(name)) problems.push({ field: "name", message: "Another test has this name." });
  const object = readPasted(draft.object);
  if (object === null) problems.push({ field: "object", message: "Write or paste the object to judge." });
  else if (!object.ok) problems.push({ field: "object", message: `Line ${object.line}: ${object.message}` });
  const inventory = readPastedAll(draft.inventory);
  if (!inventory.ok)
    problems.push({ field: "inventory", message: `Line ${inventory.line}: ${inventory.message}` });
  const keys = readKeys(draft, problems);
  const messages = draft.messages.filter((message) => message.trim() !== "");
  const parsed = templateTestSchema.safeParse({
    name,
    object: object?.ok === true ? object.object : {},
    parameters: draft.parameters,
    inventory: inventory.ok ? inventory.objects : [],
    expect:
      draft.result === "passes"
        ? { result: "passes" }
        : {
            result: "violates",
            ...(keys.length === 0 ? {} : { keys }),
            ...(messages.length === 0 ? {} : { messages }),
          },
  });
  if (parsed.success && problems.length === 0) return { ok: true, test: parsed.data };
  for (const { path, message } of parsed.error?.issues ?? [])
    problems.push({ field: fieldOf(path.map(String)), message: `${message}.` });
  return { ok: false, problems };
}

function readKeys({ keys }: TestDraft, problems: TestProblem[]) {
  return keys
    .filter(({ violatingKey, recommended }) => violatingKey.trim() !== "" || recommended.trim() !== "")
    .map(({ violatingKey, recommended }) => {
      const key = { violatingKey: violatingKey.trim() };
      if (recommended.trim() === "") return key;
      try {
        const value: unknown = parse(recommended);
        return { ...key, recommended: { value: parseJson(JSON.stringify(value)) } };
      } catch {
        problems.push({ field: "keys", message: `“${recommended}” is no value. Write it as YAML or JSON.` });
        return key;
      }
    });
}

function fieldOf(path: readonly string[]): TestField | null {
  const [first, second] = path;
  if (first === "expect") return second === "keys" || second === "messages" ? second : null;
  return first === "name" || first === "object" || first === "inventory" ? first : null;
}
