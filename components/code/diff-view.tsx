"use client";

import { Fragment, useMemo } from "react";
import { diffLines, type DiffLine } from "@/lib/domain/diff";
import { codeBox, CodeLine, Pieces } from "./code-line";
import { highlightYaml } from "./yaml-text";

export interface DiffViewProps {
  /** Names the region for screen readers: "Fix of Deployment ci/runner". */
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Unchanged lines around each change. Default 3. */
  readonly context?: number;
  readonly wrap?: boolean;
  readonly maxHeight?: string;
  /** "yaml" (default) highlights keys; "text" does not. */
  readonly language?: "yaml" | "text";
}

const grounds = { same: undefined, add: "bg-add", del: "bg-del" };
const signs = { same: "", add: "+", del: "−" };
const said = { same: "", add: "Added: ", del: "Removed: " };

/** True where lines between this one and the one before are left out. */
function jumps(line: DiffLine, before: DiffLine | undefined): boolean {
  if (before === undefined) return false;
  const { oldLine, newLine } = line;
  if (oldLine !== undefined && before.oldLine !== undefined) return oldLine > before.oldLine + 1;
  return newLine !== undefined && before.newLine !== undefined && newLine > before.newLine + 1;
}

/** What changed from one text to the other, as lines taken away and added. */
export function DiffView(props: DiffViewProps) {
  const { label, before, after, context = 3, wrap = false, maxHeight = "420px", language = "yaml" } = props;
  const lines = useMemo(() => diffLines(before, after, context), [before, after, context]);
  const pieces = useMemo(
    () =>
      language === "yaml"
        ? highlightYaml(lines.map((line) => line.text))
        : lines.map((line) => [{ type: "plain" as const, text: line.text }]),
    [lines, language],
  );
  if (lines.length === 0) return <p className="px-3.5 py-3 text-text-2">The two are equal.</p>;
  return (
    <div role="region" aria-label={label} tabIndex={0} className={codeBox} style={{ maxHeight }}>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {jumps(line, lines[index - 1]) && (
            <div
              aria-hidden
              className="my-1 border-y border-dashed border-line bg-sunken pl-14 text-text-3 select-none"
            >
              ⋯
            </div>
          )}
          <CodeLine
            gutter={line.type === "same" ? (line.newLine ?? "") : signs[line.type]}
            wrap={wrap}
            className={grounds[line.type]}
          >
            {line.type !== "same" && <span className="sr-only">{said[line.type]}</span>}
            <Pieces pieces={pieces[index] ?? []} />
          </CodeLine>
        </Fragment>
      ))}
    </div>
  );
}
