"use client";

import type { ReactNode } from "react";
import { formatNumber } from "@/lib/client/format";
import { Button } from "./button";

export interface LoadMoreProps {
  readonly list: {
    readonly items: readonly unknown[];
    readonly total: number;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** After the numbers: "sorted by severity, then newest". */
  readonly note?: ReactNode;
}

/** Foot of a list by keyset: "Showing 50 of 12,408 · Load more". */
export function LoadMore({ list, note }: LoadMoreProps) {
  const shown = list.items.length;
  return (
    <div className="flex min-h-[43px] flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2 text-sm text-text-3">
      <span aria-live="polite">
        Showing {formatNumber(shown)} of {formatNumber(Math.max(list.total, shown))}
        {note !== undefined && <> · {note}</>}
      </span>
      {list.hasNextPage && (
        <Button
          size="small"
          className="ml-auto"
          busy={list.isFetchingNextPage && "Loading more …"}
          onClick={() => void list.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </div>
  );
}
