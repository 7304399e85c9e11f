import { entityLabel } from "@/lib/domain/entity";
import { getOwn, getString, type Json } from "@/lib/domain/json";
import { verdictAnswer } from "../batch/verdict-answer";
import type { ObjectVerdict } from "../batch/judge-lines";
import type { Manifest } from "./read-manifests";
import type { NamedPolicy } from "./read-policies";

/** What one policy says of one object. */
export interface Row {
  readonly manifest: Manifest;
  readonly named: NamedPolicy;
  readonly verdict: ObjectVerdict;
}

/** One JSON document: an entry for each object and policy that applies to it. */
export function jsonReport(rows: readonly Row[]): string {
  const results = rows.flatMap(({ manifest, named, verdict }) => {
    if (verdict.status === "not_applicable") return [];
    const { namespace, name, kind, apiVersion } = identityOf(manifest);
    const object = { file: manifest.file, apiVersion, kind, namespace, name };
    return [{ ...object, template: named.name, severity: named.severity, ...verdictAnswer(verdict) }];
  });
  return `${JSON.stringify({ results }, null, 2)}\n`;
}

/** For people: what is wrong, by object, and the totals. */
export function tableReport(rows: readonly Row[]): string {
  const lines: string[] = [];
  let last: Manifest | null = null;
  for (const row of rows) {
    const texts = linesOf(row);
    if (texts.length === 0) continue;
    if (row.manifest !== last) lines.push(`${lines.length > 0 ? "\n" : ""}${titleOf(row.manifest)}`);
    last = row.manifest;
    lines.push(...texts);
  }
  if (lines.length > 0) lines.push("");
  lines.push(totals(rows));
  return `${lines.join("\n")}\n`;
}

function linesOf({ named, verdict }: Row): string[] {
  const label = `  ${(named.severity ?? "").padEnd(8)}  ${named.name}`;
  if (verdict.status === "error") return [`${label}  ERROR ${verdict.error.code}: ${verdict.error.message}`];
  if (verdict.status !== "violating") return [];
  return verdict.occurrences.flatMap((occurrence) => {
    const { message, path, found, recommended, remove, fix } = occurrence;
    const hints = [
      found === null ? null : `found ${shown(found.value)}`,
      remove ? "should go" : recommended === null ? null : `should be ${shown(recommended.value)}`,
      fix === null ? null : fix.proven ? "fix proven" : "fix not proven",
    ].filter((hint) => hint !== null);
    const head = path === null ? label : `${label}  ${path}`;
    return [head, `            ${message}${hints.length > 0 ? ` (${hints.join(", ")})` : ""}`];
  });
}

const SHOWN_MAX = 80;

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

function totals(rows: readonly Row[]): string {
  const violating = rows.filter(({ verdict }) => verdict.status === "violating");
  const failed = rows.filter(({ verdict }) => verdict.status === "error").length;
  const objects = new Set(rows.map(({ manifest }) => manifest)).size;
  const bad = new Set(violating.map(({ manifest }) => manifest)).size;
  const occurrences = violating.reduce(
    (sum, { verdict }) => sum + (verdict.status === "violating" ? verdict.occurrences.length : 0),
    0,
  );
  const errors = failed === 0 ? "" : `, ${failed} evaluations failed`;
  return `${objects} objects, ${bad} of them violate something: ${violating.length} violations, ${occurrences} occurrences${errors}`;
}

function titleOf(manifest: Manifest): string {
  const { kind, namespace, name } = identityOf(manifest);
  return `${kind} ${entityLabel({ namespace, name })} (${manifest.file})`;
}

function identityOf({ value }: Manifest) {
  const metadata = getOwn(value, "metadata");
  return {
    apiVersion: getString(value, "apiVersion") ?? "",
    kind: getString(value, "kind") ?? "object",
    namespace: getString(metadata, "namespace") ?? null,
    name: getString(metadata, "name") ?? "without a name",
  };
}
