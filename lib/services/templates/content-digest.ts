import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/contracts/wire/canonical-json";

/** Content address of a template version. */
export function digestOf(content: object): string {
  const parse: (text: string) => Parameters<typeof canonicalJson>[0] = JSON.parse;
  return createHash("sha256")
    .update(canonicalJson(parse(JSON.stringify(content))))
    .digest("hex");
}
