import { expect, test } from "vitest";
import { canonicalJson } from "../../domain/json";
import { nativeBuiltinNames } from "../compiler/native-builtins";
import { askHere, askOpa, errorHere, opaError } from "../testing/call-opa";
import { errorCases, nativeCases } from "../testing/native-cases";

const opaPath = process.env.OPA_PATH ?? "opa";
const opa = askOpa(opaPath, nativeCases);

test("the built-ins of the Wasm module answer here what opa eval answers", () => {
  const here = askHere(nativeCases);
  const different = here.filter(
    (answer, index) => canonicalJson(answer.value) !== canonicalJson(opa[index]?.value ?? null),
  );
  expect(different.map((answer) => ({ ...answer, opa: opa[here.indexOf(answer)]?.value }))).toEqual([]);
});

test("each of them has a case that is defined", () => {
  const compiledAway = ["assign", "eq", "print", "rego.metadata.chain", "rego.metadata.rule"];
  const defined = new Set(opa.flatMap(({ call, value }) => (value === null ? [] : [call.split(" ")[0]])));
  const untested = [...nativeBuiltinNames].filter(
    (name) => !defined.has(name) && !compiledAway.includes(name),
  );
  expect(untested).toEqual([]);
});

test("errors have OPA's codes and words", { timeout: 120_000 }, () => {
  const rows = errorCases.map((call) => ({ call: call.join(" "), ...errorHere(call) }));
  expect(rows).toEqual(errorCases.map((call) => ({ call: call.join(" "), ...opaError(opaPath, call) })));
});
