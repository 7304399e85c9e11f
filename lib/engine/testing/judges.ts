import { afterAll } from "vitest";
import type { Json } from "../../domain/json";
import { createCompiler } from "../compile";
import { createJudge, type JudgeOptions } from "../pool";
import type { CompiledUnit, Judge, Judgement, RegoVersion } from "../types";
import { unitSourceOf } from "../unit-source";
import { testCompilerOptions } from "./options";

/** A rule that a neighbour may hold: it finds something in an entity whose `bad` is true. */
export const good = 'violation contains "bad" if input.bad';

/** Judges that are closed after a file's tests, and rules for them that this OPA has compiled. */
export function testJudges(opaPath = "opa") {
  const compiler = createCompiler(testCompilerOptions(opaPath));
  const units = new Map<string, CompiledUnit>();
  const judges: Judge[] = [];

  afterAll(() => Promise.all(judges.map((judge) => judge.close())));

  const digestOf = async (text: string, regoVersion: RegoVersion = "v1"): Promise<string> => {
    const compiled = await compiler.compile({ modules: { "rule.rego": text }, regoVersion });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    units.set(compiled.unit.digest, compiled.unit);
    return compiled.unit.digest;
  };

  const open = (options: Partial<JudgeOptions> = {}): Judge => {
    const judge = createJudge({
      source: unitSourceOf(units),
      threads: 2,
      deadlineMs: 10_000,
      memoryMiBMax: 64,
      resultBytesMax: 256 * 1024,
      ...options,
    });
    judges.push(judge);
    return judge;
  };

  /** Judges entities under rules named by key, every rule on every entity. */
  const judgeAll = async (
    judge: Judge,
    rules: Record<string, string>,
    entities: readonly Json[],
  ): Promise<Map<string, Judgement>> => {
    const policies = await Promise.all(
      Object.entries(rules).map(async ([key, text]) => ({
        key,
        unitDigest: await digestOf(`package a\n${text}`),
        parameters: {},
      })),
    );
    const objects = entities.map((entity, index) => ({
      key: String(index),
      json: JSON.stringify(entity),
      policyKeys: Object.keys(rules),
    }));
    const judgements = await judge.judge({ objects, policies, nowNs: "1700000000000000000" });
    return new Map(
      judgements.map((judgement) => [`${judgement.policyKey}/${judgement.objectKey}`, judgement]),
    );
  };

  return { digestOf, open, judgeAll };
}

export function statusesOf(judgements: ReadonlyMap<string, Judgement>): Record<string, string> {
  return Object.fromEntries(
    [...judgements].map(([key, { outcome }]) => [
      key,
      outcome.status === "error" ? outcome.error.code : outcome.status,
    ]),
  );
}
