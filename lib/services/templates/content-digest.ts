import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";
import { parseJson } from "@/lib/domain/json";

/** Content address of a template version. */
export function digestOf(content: object): string {
  return createHash("sha256")
    .update(canonicalJson(parseJson(JSON.stringify(content))))
    .digest("hex");
}
