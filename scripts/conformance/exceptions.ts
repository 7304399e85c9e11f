import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

const exceptionsSchema = z.array(
  z.strictObject({
    reason: z.string().min(20),
    evaluators: z.array(z.enum(["fast", "sandbox"])).min(1),
    cases: z.array(z.string()).min(1),
  }),
);

/** Case id → why it may fail in this evaluator. The list may only shrink: a case on it that passes fails the run. */
export async function readExceptions(evaluator: string): Promise<ReadonlyMap<string, string>> {
  const path = fileURLToPath(new URL("exceptions.yaml", import.meta.url));
  const groups = exceptionsSchema.parse(parse(await readFile(path, "utf8")) ?? []);
  const own = groups.filter(({ evaluators }) => evaluators.some((name) => name === evaluator));
  return new Map(own.flatMap(({ reason, cases }) => cases.map((id) => [id, reason] as const)));
}
