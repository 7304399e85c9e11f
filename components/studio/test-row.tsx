"use client";

import { Pencil, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatMeasured } from "@/lib/client/format";
import type { FoundOccurrence, TemplateTest, TemplateTestResult } from "@/lib/contracts/api/template-tests";
import { expectationText } from "@/lib/domain/template-tests";
import { TestMark } from "./test-mark";

export interface TestRowProps {
  readonly test: TemplateTest;
  readonly result: TemplateTestResult | null;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  /** Makes what was found what is expected. */
  readonly onAccept: (found: readonly FoundOccurrence[]) => void;
}

/** A test with how it ended; a failing one with what differs. */
export function TestRow({ test, result, onEdit, onRemove, onAccept }: TestRowProps) {
  const { name, expect } = test;
  const found = result?.status === "failed" ? result.found : null;
  return (
    <li className="min-w-0 px-3.5 py-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2">
            <TestMark result={result} />
            {result !== null && result.evaluationUs > 0 && (
              <span className="text-sm text-text-3 tabular-nums">
                {formatMeasured(result.evaluationUs / 1_000)}
              </span>
            )}
          </div>
          <div className="font-[550] wrap-anywhere">{name}</div>
          <div className="text-sm wrap-anywhere text-text-3">expects that it {expectationText(expect)}</div>
        </div>
        <div className="flex shrink-0">
          <Button variant="ghost" size="small" square aria-label={`Edit or rename ${name}`} onClick={onEdit}>
            <Pencil aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="small"
            square
            aria-label={`Remove the test ${name}`}
            onClick={onRemove}
          >
            <X aria-hidden />
          </Button>
        </div>
      </div>
      {result !== null && result.differences.length > 0 && (
        <ul aria-label={`What differs in ${name}`} className="mt-1 flex flex-col gap-0.5">
          {result.differences.map(({ path, message }) => (
            <li
              key={`${path} ${message}`}
              className={result.status === "skipped" ? "text-text-2" : "wrap-anywhere text-critical"}
            >
              {message}
            </li>
          ))}
        </ul>
      )}
      {found !== null && (
        <Button size="small" className="mt-1.5" onClick={() => onAccept(found)}>
          Expect what is found now<span className="sr-only"> in {name}</span>
        </Button>
      )}
    </li>
  );
}
