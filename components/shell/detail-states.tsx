"use client";

import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState, Notice } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { TitledCard } from "./titled-card";

export interface DetailStatesProps {
  /** What the page is of, as a title: "Policy". */
  readonly noun: string;
  /** Where all of them are listed, and what the link there says. */
  readonly list: { readonly path: string; readonly label: string };
  readonly query: { readonly isError: boolean; readonly error: unknown; readonly refetch: () => unknown };
}

/** The page of one thing while it is being read, or where it could not be. */
export function DetailStates({ noun, list, query }: DetailStatesProps) {
  const { path } = useOrganization();
  if (query.isError)
    return (
      <TitledCard title={noun}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        <p className="px-4 pb-4">
          <Link className="link" href={path(list.path)}>
            {list.label}
          </Link>
        </p>
      </TitledCard>
    );
  return (
    <>
      <Skeleton className="h-5 w-72 max-w-full" />
      <Skeleton className="mt-2.5 mb-5 w-96 max-w-full" />
      <Card>
        <SkeletonRows label={`Reading the ${noun.toLowerCase()} …`} />
      </Card>
    </>
  );
}

/** Above what was read, where it could not be read again. */
export function NotReadAgain({ noun }: Pick<DetailStatesProps, "noun">) {
  return (
    <Notice tone="warn" className="mt-3">
      The {noun.toLowerCase()} could not be read again. What you see is what was last read.
    </Notice>
  );
}
