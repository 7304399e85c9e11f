import type { ReactNode } from "react";
import { Bar, type BarProps } from "./bar";

export interface RankRowProps extends BarProps {
  /** Gets what is left of the line; long names are cut. */
  readonly name: ReactNode;
  /** The numbers that the bar draws: "4 of 140". */
  readonly note: ReactNode;
}

/** A row of a ranking whose names are long: name and numbers on one line, the bar beneath them. */
export function RankRow({ name, note, ...bar }: RankRowProps) {
  return (
    <div className="py-1.5">
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate">{name}</span>
        <span className="shrink-0 text-sm text-text-3">{note}</span>
      </div>
      <Bar {...bar} />
    </div>
  );
}
