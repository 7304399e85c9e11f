"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { FoundExpected } from "@/components/ui/found-expected";
import { FixPill } from "@/components/violations/fix-pill";
import { plural } from "@/lib/client/format";
import type { Occurrence, ViolationDetail } from "@/lib/contracts/api/violations";
import { renderYaml } from "@/lib/domain/yaml-lines";

function jumpTo(line: number) {
  const element = document.querySelector(`[data-mark="${line}"]`);
  if (element === null) return;
  element.scrollIntoView({ block: "center" });
  const region = element.closest("[role=region]");
  if (region instanceof HTMLElement) region.focus({ preventScroll: true });
}

/** Every place that breaks the policy, where the marks in the YAML do not say all: several places, or ones without a field. */
export function OccurrencesCard({ violation }: { readonly violation: ViolationDetail }) {
  const { occurrences, object, state } = violation;
  const yaml = useMemo(() => renderYaml(object), [object]);
  const open = state !== "resolved";
  if (occurrences.length === 0) return null;
  if (open && occurrences.length === 1 && occurrences[0]?.pointer !== null) return null;
  return (
    <Card>
      <CardHeader
        title={open ? "Places that break the policy" : "What was wrong"}
        note={occurrences.length > 1 ? plural(occurrences.length, "place") : undefined}
      />
      <ol aria-label="Occurrences" className="divide-y divide-line">
        {occurrences.map((occurrence) => (
          <Row
            key={occurrence.id}
            occurrence={occurrence}
            line={!open || occurrence.pointer === null ? null : yaml.lineOf(occurrence.pointer)}
            showFix={open && occurrences.length > 1}
          />
        ))}
      </ol>
    </Card>
  );
}

interface RowProps {
  readonly occurrence: Occurrence;
  readonly line: number | null;
  readonly showFix: boolean;
}

function Row({ occurrence, line, showFix }: RowProps) {
  const path = occurrence.path ?? occurrence.stablePath ?? occurrence.violatingKey;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <div className="break-words">{occurrence.message}</div>
        <div className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
          {(occurrence.found !== null || occurrence.recommended !== null) && (
            <FoundExpected
              found={occurrence.found}
              recommended={occurrence.recommended}
              removes={occurrence.fix !== "guidance"}
            />
          )}
          {path === null ? (
            <span className="text-sm text-text-3">The template names no field.</span>
          ) : (
            <code className="wrap-anywhere text-text-3">{path}</code>
          )}
        </div>
        {occurrence.pointer === null && path !== null && (
          <div className="text-sm text-text-3">This field was not found in the entity.</div>
        )}
      </div>
      <div className="flex items-center gap-2">
        {showFix && <FixPill fix={occurrence.fix} />}
        {line !== null && (
          <Button variant="ghost" size="small" onClick={() => jumpTo(line)}>
            Line {line}
          </Button>
        )}
      </div>
    </li>
  );
}
