import { availableParallelism } from "node:os";
import { canonicalJson } from "@/lib/domain/json";
import { FastProgram } from "@/lib/engine/fast";
import { createLinker } from "@/lib/engine/link";
import { createJudge } from "@/lib/engine/pool";
import type { Judge, JudgeBatch, Judgement, JudgePolicy, LinkResult, Outcome } from "@/lib/engine/types";
import { unitSourceOf } from "@/lib/engine/unit-source";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { inventoryOf, type Case, type TextOf, type Verdict } from "./cases";
import { programFolder, pruneProgramFolder } from "./program-cache";
import { bundleThread, type ThreadBundle } from "./thread-bundle";

const linkTimeoutMs = 300_000;
const linkOutputBytesMax = 512 * 1024 * 1024;
const deadlineMs = 20_000;
const memoryMiBMax = 512;
const resultBytesMax = 16 * 1024 * 1024;
/** Cases in one batch: its messages are copied to the threads. */
const batchMax = 5000;

export interface TimedVerdict {
  readonly verdict: Verdict;
  readonly durationUs: number;
}

/**
 * Judges as the worker does: all wanted templates in one program, in threads, by either evaluator. Threads start when
 * they are first needed.
 */
export class Engine {
  private readonly judges = new Map<"auto" | "sandbox", Judge>();

  private constructor(
    private readonly linked: LinkResult,
    private readonly thread: ThreadBundle,
    private readonly threads: number,
  ) {}

  /** @throws Error where the fast evaluator does not take the program */
  static async link(opaPath: string, templates: readonly LibraryTemplate[]): Promise<Engine> {
    const linker = createLinker({
      opaPath,
      cacheDir: programFolder(),
      timeoutMs: linkTimeoutMs,
      outputBytesMax: linkOutputBytesMax,
    });
    const [linked, thread] = await Promise.all([
      linker.link(templates.map(({ metadata, regoModules }) => ({ key: metadata.id, modules: regoModules }))),
      bundleThread(),
    ]);
    await pruneProgramFolder();
    assertFast(linked);
    return new Engine(linked, thread, templates.length === 1 ? 1 : Math.max(2, availableParallelism()));
  }

  /** Why a template is not in the program, or null. */
  faultOf(template: LibraryTemplate): { file: string; reason: string } | null {
    const { id } = template.metadata;
    if (this.linked.units.has(id)) return null;
    const [first] = this.linked.broken.get(id) ?? [];
    if (first === undefined) return { file: `${template.folder}/template.rego`, reason: "does not compile" };
    const file = first.file.startsWith("lib/") ? first.file : `${template.folder}/template.rego`;
    return { file: first.line === 0 ? file : `${file}:${first.line}`, reason: first.message };
  }

  /**
   * Judges each case by itself.
   *
   * @param textOf how an object is written for the engine
   */
  async judge(
    cases: readonly Case[],
    options: {
      evaluator?: "auto" | "sandbox";
      strict?: boolean;
      textOf?: TextOf;
    } = {},
  ): Promise<TimedVerdict[]> {
    const verdicts: TimedVerdict[] = [];
    for (let start = 0; start < cases.length; start += batchMax) {
      const batch = this.batchOf(cases.slice(start, start + batchMax), options.textOf ?? canonicalJson);
      const judgements = await this.run(
        { ...batch, strictErrors: options.strict ?? false },
        options.evaluator ?? "auto",
      );
      verdicts.push(
        ...judgements.map(({ outcome, durationUs }) => ({ verdict: toVerdict(outcome), durationUs })),
      );
    }
    return verdicts;
  }

  /** Judges a batch whose policies name templates by the id in place of the digest of a unit. */
  run(batch: JudgeBatch, evaluator: "auto" | "sandbox"): Promise<readonly Judgement[]> {
    const { threads } = this;
    const judge =
      this.judges.get(evaluator) ??
      createJudge({
        source: unitSourceOf(new Map([...this.linked.units.values()].map((unit) => [unit.digest, unit]))),
        threads,
        deadlineMs,
        memoryMiBMax,
        resultBytesMax,
        evaluator,
        threadUrl: this.thread.url,
      });
    this.judges.set(evaluator, judge);
    const policies = batch.policies.map((policy) => ({
      ...policy,
      unitDigest: this.linked.units.get(policy.unitDigest)?.digest ?? "",
    }));
    return judge.judge({ ...batch, policies });
  }

  async close(): Promise<void> {
    await Promise.all([...this.judges.values()].map((judge) => judge.close()));
    await this.thread.remove();
  }

  private batchOf(cases: readonly Case[], textOf: TextOf): JudgeBatch {
    const policies = new Map<string, JudgePolicy>();
    const inventories: Record<string, string> = {};
    const objects = cases.map((item, index) => {
      const { id, inventory } = item.template.metadata;
      const inventoryKey = inventory === undefined ? null : String(index);
      if (inventoryKey !== null) inventories[inventoryKey] = inventoryOf(item, textOf);
      const key = `${id} ${inventoryKey ?? ""} ${canonicalJson(item.parameters)}`;
      policies.set(key, { key, unitDigest: id, parameters: item.parameters, inventoryKey });
      return { key: String(index), json: textOf(item.object), policyKeys: [key] };
    });
    return { objects, policies: [...policies.values()], inventories };
  }
}

/** What the fast evaluator does not take would go to the sandbox without a word, which then was compared with itself. */
function assertFast({ units }: LinkResult): void {
  const [unit] = units.values();
  if (unit === undefined) return;
  if (unit.module.plan === null) throw new Error("The linked library has no plan for the fast evaluator");
  const { missingBuiltins } = FastProgram.compile(unit.module.plan);
  if (missingBuiltins.length > 0)
    throw new Error(`The fast evaluator has no built-in ${missingBuiltins.join(", ")}`);
}

function toVerdict(outcome: Outcome): Verdict {
  if (outcome.status === "compliant") return { results: [] };
  if (outcome.status === "error") return { error: outcome.error.message };
  return {
    results: outcome.occurrences.map(({ message, violatingKey, recommended, details }) => ({
      msg: message,
      ...(violatingKey !== null && { violating_key: violatingKey }),
      ...(recommended !== null && { recommended_value: recommended.value }),
      ...details,
    })),
  };
}
