"use client";

import { ChevronDown, ChevronRight, ChevronUp, WrapText } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import type { Severity } from "@/lib/contracts/api/common";
import { codeBox, CodeLine, Pieces } from "./code-line";
import { foldRanges, highlightYaml } from "./yaml-text";

export interface YamlMark {
  /** Counted from 1, as `renderYaml(object).lineOf(pointer)` answers. */
  readonly line: number;
  /** Stands beneath the line. */
  readonly note: ReactNode;
  readonly severity?: Severity;
}

export interface YamlViewProps {
  /** Names the region for screen readers: "NetworkPolicy test/allow-dns". */
  readonly label: string;
  readonly lines: readonly string[];
  readonly marks?: readonly YamlMark[];
  /** Any CSS length; the view opens at its first marked line. Default 560px. */
  readonly maxHeight?: string;
  readonly wrap?: boolean;
}

const edges: Record<Severity, string> = {
  critical: "shadow-[inset_3px_0_0_var(--critical)]",
  high: "shadow-[inset_3px_0_0_var(--high)]",
  medium: "shadow-[inset_3px_0_0_var(--medium)]",
  low: "shadow-[inset_3px_0_0_var(--low)]",
};
const noteGrounds: Record<Severity, string> = {
  critical: "bg-critical-soft",
  high: "bg-high-soft",
  medium: "bg-medium-soft",
  low: "bg-low-soft",
};
const context = 4;

function hiddenLines(closed: ReadonlySet<number>, ranges: ReadonlyMap<number, number>): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const start of closed) {
    const end = ranges.get(start) ?? start;
    for (let index = start + 1; index <= end; index += 1) hidden.add(index);
  }
  return hidden;
}

/** `status` says what Kubernetes found, not what somebody wrote: folded, unless something in it is marked. */
function closedAtFirst(
  lines: readonly string[],
  marks: readonly YamlMark[],
  ranges: ReadonlyMap<number, number>,
) {
  const start = lines.indexOf("status:");
  const end = ranges.get(start);
  if (end === undefined || marks.some((mark) => mark.line - 1 >= start && mark.line - 1 <= end)) return [];
  return [start];
}

function scrollToLine(box: HTMLElement | null, line: number) {
  const element = box?.querySelector(`[data-mark="${line}"]`);
  if (box === null || !(element instanceof HTMLElement)) return;
  box.scrollTop = Math.max(0, element.offsetTop - box.offsetTop - context * 20);
}

/** YAML to read: line numbers, marked lines with their notes beneath, folds. */
export function YamlView({ label, lines, marks = [], maxHeight = "560px", wrap = false }: YamlViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => highlightYaml(lines), [lines]);
  const ranges = useMemo(() => foldRanges(lines), [lines]);
  const [closed, setClosed] = useState<ReadonlySet<number>>(
    () => new Set(closedAtFirst(lines, marks, ranges)),
  );
  const hidden = useMemo(() => hiddenLines(closed, ranges), [closed, ranges]);
  const firstMark = marks.reduce((first, mark) => Math.min(first, mark.line), Infinity);

  useEffect(() => {
    if (firstMark !== Infinity) scrollToLine(box.current, firstMark);
  }, [firstMark]);

  const toggle = (index: number) => {
    const next = new Set(closed);
    if (!next.delete(index)) next.add(index);
    setClosed(next);
  };

  return (
    <div ref={box} role="region" aria-label={label} tabIndex={0} className={codeBox} style={{ maxHeight }}>
      {lines.map((line, index) => {
        if (hidden.has(index)) return null;
        const here = marks.filter((mark) => mark.line === index + 1);
        const isClosed = closed.has(index);
        const end = ranges.get(index);
        const severity = here[0]?.severity ?? "high";
        return (
          <div key={index} data-mark={here.length > 0 ? index + 1 : undefined}>
            <CodeLine
              gutter={index + 1}
              wrap={wrap}
              className={here.length > 0 ? cn("bg-mark", edges[severity]) : undefined}
              fold={
                end === undefined ? null : (
                  <FoldButton closed={isClosed} line={index + 1} onToggle={() => toggle(index)} />
                )
              }
            >
              <Pieces pieces={pieces[index] ?? []} />
              {isClosed && end !== undefined && <span className="text-text-3"> … {end - index} lines</span>}
            </CodeLine>
            {here.map((mark, position) => (
              <div
                key={position}
                role="note"
                className={cn(
                  "sticky left-0 border-y border-line py-[7px] pr-3 pl-[56px] font-sans text-[12.5px] whitespace-normal text-text",
                  noteGrounds[mark.severity ?? "high"],
                )}
              >
                {mark.note}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}

function FoldButton({
  closed,
  line,
  onToggle,
}: {
  readonly closed: boolean;
  readonly line: number;
  readonly onToggle: () => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={!closed}
      aria-label={`${closed ? "Open" : "Fold"} the block at line ${line}`}
      onClick={onToggle}
      className={cn(
        "grid h-5 w-4 place-items-center text-text-3 hover:text-text",
        !closed && "opacity-0 hover:opacity-100 [:hover>&]:opacity-60",
      )}
    >
      {closed ? (
        <ChevronRight aria-hidden className="size-3" />
      ) : (
        <ChevronDown aria-hidden className="size-3" />
      )}
    </button>
  );
}

export interface YamlCardProps extends Omit<YamlViewProps, "wrap"> {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** Before the view's own buttons. */
  readonly actions?: ReactNode;
}

/** The view in a card, with its buttons: next marked line, wrap, copy. */
export function YamlCard({ title, note, actions, ...view }: YamlCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const [wrap, setWrap] = useState(false);
  const [at, setAt] = useState(0);
  const marked = useMemo(
    () => [...new Set((view.marks ?? []).map((mark) => mark.line))].sort((a, b) => a - b),
    [view.marks],
  );
  const go = (step: number) => {
    const next = (at + step + marked.length) % marked.length;
    setAt(next);
    const box = card.current?.querySelector("[role=region]");
    if (box instanceof HTMLElement) scrollToLine(box, marked[next] ?? 1);
  };
  return (
    <div ref={card} className="min-w-0">
      <Card>
        <CardHeader
          title={title}
          note={note}
          actions={
            <>
              {marked.length > 1 && (
                <span className="flex items-center text-sm text-text-3">
                  {at + 1} of {marked.length}
                  <Button
                    variant="ghost"
                    size="small"
                    square
                    aria-label="Previous marked line"
                    onClick={() => go(-1)}
                  >
                    <ChevronUp aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="small"
                    square
                    aria-label="Next marked line"
                    onClick={() => go(1)}
                  >
                    <ChevronDown aria-hidden />
                  </Button>
                </span>
              )}
              {actions}
              <Button
                variant="ghost"
                size="small"
                square
                aria-label="Wrap long lines"
                title="Wrap long lines"
                aria-pressed={wrap}
                onClick={() => setWrap(!wrap)}
              >
                <WrapText aria-hidden />
              </Button>
              <CopyButton text={`${view.lines.join("\n")}\n`}>Copy</CopyButton>
            </>
          }
        />
        <YamlView {...view} wrap={wrap} />
      </Card>
    </div>
  );
}
