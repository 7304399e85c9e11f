"use client";

import { Table } from "lucide-react";
import { formatNumber } from "@/lib/client/format";
import { Button } from "./button";
import { cn } from "./cn";
import { Popover } from "./popover";
import { inks, type Tone } from "./pill";

export interface SparklineProps {
  readonly points: readonly { readonly label: string; readonly value: number }[];
  /** What is drawn: "Open critical violations, last 14 days". */
  readonly title: string;
  readonly tone?: Tone;
  readonly height?: number;
  /** Leaves out the "view as table" button, where several lines share one table. */
  readonly bare?: boolean;
}

const widthPx = 120;

/** A small line, zero-based, without axes; its numbers are one press away. */
export function Sparkline({ points, title, tone = "accent", height = 28, bare = false }: SparklineProps) {
  const top = Math.max(1, ...points.map((point) => point.value));
  const last = points.at(-1);
  const x = (index: number) => (points.length < 2 ? widthPx : (index / (points.length - 1)) * widthPx);
  const y = (value: number) => height - 2 - (value / top) * (height - 5);
  const line = points.map((point, index) => `${x(index).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ");
  const said =
    last === undefined ? "no data" : `now ${last.value}, highest ${Math.max(...points.map((p) => p.value))}`;
  return (
    <span className="flex items-end gap-1">
      <svg
        viewBox={`0 0 ${widthPx} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${said}`}
        style={{ height }}
        className={cn("block w-full min-w-0 overflow-visible", inks[tone])}
      >
        <line
          x1="0"
          x2={widthPx}
          y1={height - 1}
          y2={height - 1}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
        {points.length > 1 && (
          <>
            <polygon
              points={`0,${height - 1} ${line} ${widthPx},${height - 1}`}
              fill="currentColor"
              opacity=".1"
            />
            <polyline
              points={line}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          </>
        )}
      </svg>
      {!bare && (
        <Popover
          align="end"
          trigger={
            <Button
              variant="ghost"
              size="small"
              square
              aria-label={`View as table: ${title}`}
              title="View as table"
            >
              <Table aria-hidden />
            </Button>
          }
        >
          <PointTable title={title} points={points} />
        </Popover>
      )}
    </span>
  );
}

function PointTable({ title, points }: Pick<SparklineProps, "title" | "points">) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <table className="text-sm">
        <caption className="pb-1 text-left text-text-2">{title}</caption>
        <tbody>
          {points.map((point) => (
            <tr key={point.label}>
              <th scope="row" className="pr-6 text-left font-normal text-text-3">
                {point.label}
              </th>
              <td className="text-right">{formatNumber(point.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
