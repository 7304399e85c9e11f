import { canonicalJson, type Json } from "@/lib/contracts/wire/canonical-json";
import type { ViolationDetailRow } from "@/lib/data/violations/detail";

/** Writes the entity's real values into the template's guidance; what is unknown stays readable: "(not set)". */
export function fillGuidance(row: ViolationDetailRow): { why: string; how: string } {
  const values: Record<string, string> = {
    namespace: row.namespace ?? "the cluster",
    name: row.name,
    kind: row.kind,
    found: shown(row.found),
    recommended: row.recommended === null ? "a compliant value" : shown(row.recommended),
    path: row.path ?? "the object",
  };
  const fill = (text: string) =>
    text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
    );
  return { why: fill(row.why), how: fill(row.how) };
}

function shown(present: { value: Json } | null): string {
  if (present === null) return "(not set)";
  return typeof present.value === "string" ? present.value : canonicalJson(present.value);
}
