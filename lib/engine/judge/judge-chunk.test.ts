import { expect, test } from "vitest";
import { createCompiler } from "../compile";
import { openModule } from "../sandbox/open-module";
import { testCompilerOptions } from "../testing/options";
import { judgeChunk } from "./judge-chunk";
import { Progress } from "./progress";
import type { Chunk } from "./protocol";
import { RunnerCache } from "./runner-cache";

const compiler = createCompiler(testCompilerOptions(process.env.OPA_PATH));
const limits = {
  memoryPagesMax: 1024,
  resultBytesMax: 65_536,
  instructionsMax: 1_000_000,
  evaluator: "auto",
  checkEvery: 0,
} as const;

async function moduleOf(text: string, plan: string | null = null) {
  const compiled = await compiler.compile({ modules: { "rule.rego": text }, regoVersion: "v1" });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const bytes = plan === null ? null : new SharedArrayBuffer(plan.length);
  if (bytes !== null && plan !== null) new Uint8Array(bytes).set(new TextEncoder().encode(plan));
  return {
    digest: compiled.unit.digest,
    strictErrors: false,
    ...(await openModule(compiled.unit.module.wasm)),
    plan: bytes,
  };
}

test("opening a module is no pair's time, and one that cannot be opened is an error of its pairs only", async () => {
  const good = await moduleOf('package a\nviolation contains "x"');
  const hungry = { ...(await moduleOf('package a\nviolation contains "y"')), memoryPagesMin: 5_000 };
  const policy = (module: number) => ({
    module,
    entrypoint: "a/violation",
    readsReview: false,
    readsInventory: false,
    parametersJson: "{}",
    inventory: null,
  });
  const chunk: Chunk = {
    id: 1,
    nowNs: "0",
    strictErrors: false,
    withNotes: false,
    objects: [{ json: "{}" }],
    policies: [policy(0), policy(1)],
    modules: [hungry, good],
    inventories: [],
    pairs: new Uint32Array([0, 0, 0, 1]),
  };
  const progress = new Progress();
  const steps: number[] = [];
  const begin = progress.begin.bind(progress);
  progress.begin = (pair) => {
    steps.push(pair);
    begin(pair);
  };
  const outcomes: string[] = [];
  judgeChunk(chunk, { runners: new RunnerCache(limits), progress }, ({ outcome }) =>
    outcomes.push(outcome.status),
  );
  expect(outcomes).toEqual(["error", "violating"]);
  expect(steps).toEqual([-1, 0, -1, 1]);
});
