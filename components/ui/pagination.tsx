"use client";

import type { ReactNode } from "react";
import { formatNumber } from "@/lib/client/format";
import { Button } from "./button";

export interface LoadMoreProps {
  readonly shown: number;
  readonly total: number;
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onLoadMore: () => void;
  /** After the numbers: "sorted by severity, then newest". */
  readonly note?: ReactNode;
}

/** Foot of a list by keyset: "Showing 50 of 12,408 · Load more". */
export function LoadMore({ shown, total, hasMore, loading, onLoadMore, note }: LoadMoreProps) {
  return (
    <div className="flex min-h-[43px] flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2 text-sm text-text-3">
      <span aria-live="polite">
        Showing {formatNumber(shown)} of {formatNumber(Math.max(total, shown))}
        {note !== undefined && <> · {note}</>}
      </span>
      {hasMore && (
        <Button size="small" className="ml-auto" busy={loading && "Loading more …"} onClick={onLoadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}
