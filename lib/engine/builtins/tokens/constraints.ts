import { createSecretKey } from "node:crypto";
import { entriesOf } from "../compare";
import type { BuiltinContext } from "../operands";
import { BuiltinError, isNumber, numberText, type RecordValue, type RegoMap, type Value } from "../value";
import { readVerificationKeys, type VerificationKey } from "./keys";

/** What a token must meet. Empty texts ask for nothing. */
export interface Constraints {
  readonly keys: readonly VerificationKey[];
  readonly algorithm: string;
  readonly issuer: string;
  readonly audience: string;
  readonly timeNs: number;
}

/** @throws BuiltinError for a constraint that is unknown or of the wrong type, or where there is not exactly one key */
export function readConstraints(ctx: BuiltinContext, given: RecordValue | RegoMap): Constraints {
  let keys: readonly VerificationKey[] | undefined;
  let timeNs: number | undefined;
  const texts = { secret: "", alg: "", iss: "", aud: "" };
  for (const [key, value] of entriesOf(given)) {
    if (key === "cert") keys = readVerificationKeys(constraintText("cert", value));
    else if (key === "time") timeNs = readTime(value);
    else if (key === "secret" || key === "alg" || key === "iss" || key === "aud")
      texts[key] = constraintText(key, value);
    else throw new BuiltinError(`unknown token validation constraint: ${typeof key === "string" ? key : ""}`);
  }
  if (keys !== undefined && texts.secret !== "") throw new BuiltinError("duplicate key constraints");
  if (keys === undefined && texts.secret === "") throw new BuiltinError("no key constraint");
  return {
    keys: keys ?? [{ algorithm: "", id: "", key: createSecretKey(Buffer.from(texts.secret)) }],
    algorithm: texts.alg,
    issuer: texts.iss,
    audience: texts.aud,
    timeNs: timeNs ?? Number(ctx.nowNs),
  };
}

function constraintText(name: string, value: Value): string {
  if (typeof value !== "string") throw new BuiltinError(`${name} constraint: must be a string`);
  return value;
}

function readTime(value: Value): number {
  if (!isNumber(value)) throw new BuiltinError("token time constraint: must be a number");
  const time = Number(numberText(value));
  if (time < 0) throw new BuiltinError("token time constraint: must not be negative");
  return time;
}
