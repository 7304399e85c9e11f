import type { Json } from "@/lib/domain/json";
import type { CompiledUnit, Judgement } from "@/lib/engine/types";
import type { Ctx } from "../context";
import { AppError } from "../errors";

/** Judges one object with a unit that no template version names yet. */
export async function judgeDraft(
  ctx: Ctx,
  unit: CompiledUnit,
  json: string,
  parameters: { [key: string]: Json },
): Promise<Judgement> {
  ctx.services.drafts.keep(unit);
  const [judgement] = await ctx.services.judge.judge({
    objects: [{ key: "object", json, policyKeys: ["draft"] }],
    policies: [{ key: "draft", unitDigest: unit.digest, parameters }],
    withNotes: true,
  });
  if (judgement === undefined) throw new AppError("internal", "The object was not judged.");
  return judgement;
}
