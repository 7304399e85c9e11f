import { forOrganization } from "@/lib/data/database";
import { storeUnit } from "@/lib/data/units";
import type { Json } from "@/lib/domain/json";
import type { CompiledUnit, Judgement } from "@/lib/engine/types";
import type { Ctx } from "../context";
import { AppError } from "../errors";

/** Judges one object with a unit that no template version names yet. */
export async function judgeDraft(ctx: Ctx, unit: CompiledUnit, json: string, parameters: { [key: string]: Json }): Promise<Judgement> {
  await keepUnit(ctx, unit);
  const [judgement] = await ctx.services.judge.judge({
    objects: [{ key: "object", json, policyKeys: ["draft"] }],
    policies: [{ key: "draft", unitDigest: unit.digest, parameters }],
  });
  if (judgement === undefined) throw new AppError("internal", "The object was not judged.");
  return judgement;
}

/** The judge finds units by digest in the database. A unit is content: keeping it changes nothing anyone can see. */
export async function keepUnit(ctx: Ctx, unit: CompiledUnit): Promise<void> {
  await forOrganization(ctx.services.db, ctx.organizationId, (tx) => storeUnit(tx, ctx.organizationId, unit));
}
