"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { SkeletonRows } from "./skeleton";
import { ErrorState, Notice } from "./states";

interface Reading<T> {
  readonly data: T | undefined;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}

export interface QueryBodyProps<T> {
  readonly query: Reading<T>;
  /** While reading, in words: "Reading the clusters …". */
  readonly reading: string;
  readonly rows?: number;
  /** Instead of rows. */
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a reading shows: its shape while it runs, why it failed, or the data; data that could not be read again says so. */
export function QueryBody<T>({ query, reading, rows, skeleton, children }: QueryBodyProps<T>) {
  if (query.data === undefined)
    return query.isPending ? (
      (skeleton ?? <SkeletonRows label={reading} rows={rows} />)
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <>
      {query.isError && (
        <Notice
          tone="warn"
          className="rounded-none"
          action={
            <Button size="small" onClick={() => void query.refetch()}>
              Try again
            </Button>
          }
        >
          This could not be read again. What you see is what was last read.
        </Notice>
      )}
      {children(query.data)}
    </>
  );
}
