import { parseArgs } from "node:util";
import { askBatch } from "./ask";
import { readCases, type ConformanceCase } from "./cases";
import { readExceptions } from "./exceptions";
import { toLine } from "./question";
import { judge, printReport } from "./report";

const help = `Holds the evaluators to OPA's own test cases.

Usage: npm run test:conformance [-- OPTION…]

  --evaluator NAME   fast or sandbox; both when left out
  --only TEXT        cases whose id contains TEXT; may be given more than once
  --list             prints the ids of failing cases, for scripts/conformance/exceptions.yaml`;

const { values } = parseArgs({
  options: {
    evaluator: { type: "string", multiple: true },
    only: { type: "string", multiple: true },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});

async function check(evaluator: string, cases: readonly ConformanceCase[]): Promise<boolean> {
  const startedMs = performance.now();
  const exceptions = await readExceptions(evaluator);
  const answers: string[] = [];
  await askBatch(cases.map(toLine), evaluator, (answer, index) => {
    answers[index] = answer;
    if ((index + 1) % 500 === 0) process.stderr.write(`${evaluator}: ${index + 1} of ${cases.length}\n`);
  });
  const outcomes = cases.map((item, index) => judge(item, answers[index] ?? "{}", exceptions));
  const seconds = (performance.now() - startedMs) / 1000;
  return printReport(evaluator, outcomes, seconds, values.list === true);
}

async function main(): Promise<boolean> {
  if (values.help === true) {
    console.log(help);
    return true;
  }
  const { only } = values;
  const cases = (await readCases()).filter(
    ({ id }) => only === undefined || only.some((text) => id.includes(text)),
  );
  let isGood = cases.length > 0;
  for (const evaluator of values.evaluator ?? ["sandbox", "fast"])
    isGood = (await check(evaluator, cases)) && isGood;
  return isGood;
}

process.exitCode = (await main()) ? 0 : 1;
