import { type Json, jsonEqual, parseJson } from "@/lib/domain/json";
import type { ResolvedPolicy } from "./resolve-input";

interface EarlierVersion {
  parameters: unknown;
  targets: unknown;
  severity: string;
  templateVersionId: string;
}

/** What a version changed, in one phrase for the list of versions: "Parameters namespace, severity". */
export function describeChange(
  nameBefore: string,
  before: EarlierVersion | undefined,
  after: ResolvedPolicy,
): string {
  if (before === undefined) return "Changed";
  const changed: string[] = [];
  if (nameBefore !== after.input.name) changed.push("name");
  const earlier = asJson(before.parameters);
  if (!jsonEqual(earlier, after.parameters)) changed.push("parameters");
  if (!jsonEqual(asJson(before.targets), asJson(after.input.targets))) changed.push("targets");
  if (before.severity !== (after.input.severity ?? after.template.severity)) changed.push("severity");
  if (before.templateVersionId !== after.template.id)
    changed.push(`template version ${String(after.template.version)}`);
  if (changed.length === 0) return "Saved without changes";
  const text = changed.join(", ");
  return `Changed ${text}`;
}

function asJson(value: unknown): Json {
  return parseJson(JSON.stringify(value));
}
