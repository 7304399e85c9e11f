"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";
import { useViolationFilter, violationHref } from "@/components/violations/use-violation-filter";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useKey } from "@/lib/client/use-key";
import { useViolations } from "@/lib/client/use-violations";

/** The violations before and after this one in the list the reader came from; nothing if they came from elsewhere. */
export function Neighbours({ violationId }: { readonly violationId: string }) {
  const { path } = useOrganization();
  const router = useRouter();
  const { query, url } = useViolationFilter();
  const fromList = url.get("state") !== null;
  const { items, total, hasNextPage, isFetchingNextPage, fetchNextPage } = useViolations(query, {
    enabled: fromList,
  });
  const index = items.findIndex((item) => item.id === violationId);
  const before = index < 0 ? undefined : items[index - 1];
  const after = index < 0 ? undefined : items[index + 1];
  const atEnd = index >= 0 && after === undefined;

  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [atEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const hrefOf = (item: typeof before) => (item === undefined ? null : violationHref(path, item.id, query));
  const previousHref = hrefOf(before);
  const nextHref = hrefOf(after);
  const go = useCallback(
    (href: string | null) => {
      if (href !== null) router.push(href);
    },
    [router],
  );
  useKey(
    "k",
    useCallback(() => go(previousHref), [go, previousHref]),
    previousHref !== null,
  );
  useKey(
    "j",
    useCallback(() => go(nextHref), [go, nextHref]),
    nextHref !== null,
  );

  if (!fromList || index < 0 || items.length < 2) return null;
  return (
    <nav aria-label="In the list" className="flex items-center gap-1">
      <span className="mr-1 text-sm text-text-3">
        {formatNumber(index + 1)} of {formatNumber(Math.max(total, items.length))}
      </span>
      <Step href={previousHref} title="Previous (k)">
        Previous
      </Step>
      <Step href={nextHref} title="Next (j)">
        Next
      </Step>
    </nav>
  );
}

function Step({
  href,
  title,
  children,
}: {
  readonly href: string | null;
  readonly title: string;
  readonly children: string;
}) {
  if (href === null) return <span className="px-[11px] text-text-3">{children}</span>;
  return (
    <ButtonLink variant="ghost" href={href} title={title}>
      {children}
    </ButtonLink>
  );
}
