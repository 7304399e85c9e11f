"use client";

import { ChartColumn, Table } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatNumber, plural } from "@/lib/client/format";
import type { Overview } from "@/lib/contracts/api/overview";
import { shortDay } from "./days";

type Days = Overview["days"];

function sumOf(days: Days, of: "opened" | "resolved"): number {
  return days.reduce((sum, day) => sum + day[of], 0);
}

/** Violations opened (above the line) against resolved (below) for each day, on one scale. */
export function OpenedResolved({ days }: { readonly days: Days }) {
  const [asTable, setAsTable] = useState(false);
  const said = `${formatNumber(sumOf(days, "opened"))} opened, ${formatNumber(sumOf(days, "resolved"))} resolved in ${plural(days.length, "day")}`;
  return (
    <Card>
      <CardHeader
        title="Opened against resolved"
        note={said}
        actions={
          <Button
            variant="ghost"
            size="small"
            square
            aria-label="View as table"
            title="View as table"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartColumn aria-hidden /> : <Table aria-hidden />}
          </Button>
        }
      />
      <CardBody>{asTable ? <DayTable days={days} /> : <Chart days={days} said={said} />}</CardBody>
    </Card>
  );
}

const half = 50;
const step = 10;
const barWidth = 6;

function Chart({ days, said }: { readonly days: Days; readonly said: string }) {
  const top = Math.max(1, ...days.map((day) => Math.max(day.opened, day.resolved)));
  const height = (value: number) => (value / top) * half;
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-sm text-text-3">
      <div className="flex flex-col justify-between py-px text-right leading-none">
        <span>{formatNumber(top)} opened</span>
        <span>0</span>
        <span>{formatNumber(top)} resolved</span>
      </div>
      <svg
        viewBox={`0 0 ${Math.max(days.length, 1) * step} ${half * 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Violations by day: ${said}`}
        className="h-[108px] w-full"
      >
        {days.map((day, index) => {
          const x = index * step + (step - barWidth) / 2;
          return (
            <g key={day.day}>
              <title>{`${shortDay(day.day)}: ${formatNumber(day.opened)} opened, ${formatNumber(day.resolved)} resolved`}</title>
              {/* The whole column answers to the pointer, however small its bars. */}
              <rect x={index * step} y="0" width={step} height={half * 2} fill="transparent" />
              <rect
                x={x}
                y={half - height(day.opened)}
                width={barWidth}
                height={height(day.opened)}
                fill="var(--text-2)"
              />
              <rect x={x} y={half} width={barWidth} height={height(day.resolved)} fill="var(--pass)" />
            </g>
          );
        })}
        <line
          x1="0"
          x2={Math.max(days.length, 1) * step}
          y1={half}
          y2={half}
          stroke="var(--line-strong)"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span />
      <div className="mt-1 flex justify-between">
        <span>{first === undefined ? "" : shortDay(first.day)}</span>
        <span>{last === undefined ? "" : shortDay(last.day)}</span>
      </div>
    </div>
  );
}

function DayTable({ days }: { readonly days: Days }) {
  return (
    <table aria-label="Violations opened and resolved by day" className="w-full text-sm">
      <thead className="text-left text-text-3">
        <tr>
          <th scope="col" className="font-[540]">
            Day
          </th>
          <th scope="col" className="text-right font-[540]">
            Opened
          </th>
          <th scope="col" className="text-right font-[540]">
            Resolved
          </th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row" className="text-left font-normal text-text-2">
              {shortDay(day.day)}
            </th>
            <td className="text-right">{formatNumber(day.opened)}</td>
            <td className="text-right">{formatNumber(day.resolved)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
