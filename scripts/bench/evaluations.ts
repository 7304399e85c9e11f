import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { readLibrary } from "@/lib/library/read-library";
import { createCompiler } from "@/lib/engine/compile";
import { createJudge } from "@/lib/engine/pool";
import { unitSourceOf } from "@/lib/engine/unit-source";
import { defaultsOf } from "@/lib/domain/parameters";
import type { CompiledUnit } from "@/lib/engine/types";
import { rm } from "node:fs/promises";
import { ensureOpa } from "../tools/opa";
import { deployment } from "./objects";
import { row, type Row } from "./report";

const objectCount = 2_000;
const repetitions = 5;

/** Every library template that judges Deployments, over 2,000 of them, in the sandbox on one thread. */
export async function benchEvaluations(): Promise<Row[]> {
  const cacheDir = await makeTemporaryDir("bench");
  const compiler = createCompiler({
    opaPath: await ensureOpa(console.error),
    cacheDir,
    timeoutMs: 30_000,
    outputBytesMax: 4_000_000,
  });
  const units = new Map<string, CompiledUnit>();
  const policies: { key: string; unitDigest: string; parameters: ReturnType<typeof defaultsOf> }[] = [];
  const library = await readLibrary("library");
  for (const { metadata, regoModules } of library.templates) {
    const judges = metadata.targets.some(({ kinds }) => kinds.includes("Deployment"));
    if (!judges || metadata.parameters.required.length > 0) continue;
    const compiled = await compiler.compile({ modules: regoModules, regoVersion: "v1" });
    if (!compiled.ok) throw new Error(`${metadata.id} does not compile`);
    units.set(compiled.unit.digest, compiled.unit);
    policies.push({
      key: metadata.id,
      unitDigest: compiled.unit.digest,
      parameters: defaultsOf(metadata.parameters),
    });
  }
  const judge = createJudge({
    source: unitSourceOf(units),
    threads: 1,
    deadlineMs: 10_000,
    memoryMiBMax: 128,
    resultBytesMax: 1_000_000,
  });
  const policyKeys = policies.map((policy) => policy.key);
  const objects = Array.from({ length: objectCount }, (_, index) => ({
    key: String(index),
    json: canonicalJson(deployment(index)),
    policyKeys,
  }));
  const perSecond: number[] = [];
  const microseconds: number[] = [];
  try {
    // The first run compiles the modules in the thread.
    await judge.judge({ objects: objects.slice(0, 50), policies });
    for (let run = 0; run < repetitions; run++) {
      const started = performance.now();
      const judgements = await judge.judge({ objects, policies });
      const elapsedMs = performance.now() - started;
      perSecond.push((judgements.length / elapsedMs) * 1000);
      microseconds.push((elapsedMs * 1000) / judgements.length);
    }
  } finally {
    await judge.close();
    await rm(cacheDir, { recursive: true, force: true });
  }
  return [
    row(
      `evaluations per second, ${String(policies.length)} templates × ${String(objectCount)} Deployments, one thread`,
      "1/s",
      perSecond,
    ),
    row("one evaluation, results and messages included", "µs", microseconds),
  ];
}
