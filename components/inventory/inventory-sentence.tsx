"use client";

import Link from "next/link";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";

export interface InventorySentenceProps {
  /** null while it is being counted. */
  readonly total: number | null;
  readonly isFiltered: boolean;
}

/** How much is known, and what the clusters do not let us read. */
export function InventorySentence({ total, isFiltered }: InventorySentenceProps) {
  const { path } = useOrganization();
  const clusters = useClusters().data;
  if (total === null || clusters === undefined) return <>Counting the entities …</>;
  const listing = clusters.filter(({ kinds }) => kinds.listing > 0);
  const unreadable = clusters.filter(({ kinds }) => kinds.unreadable > 0);
  const first = unreadable[0];
  return (
    <>
      {isFiltered
        ? `${plural(total, "entity matches", "entities match")} the filters.`
        : `${plural(total, "entity", "entities")} in ${plural(clusters.length, "cluster")}.`}
      {listing.length > 0 &&
        ` ${listing.map(({ name }) => name).join(", ")} ${listing.length === 1 ? "is" : "are"} still being read.`}
      {first !== undefined && (
        <>
          {" "}
          {plural(first.kinds.unreadable, "kind")} {first.kinds.unreadable === 1 ? "is" : "are"} not readable
          in{" "}
          <Link href={path(`/clusters/${first.id}?tab=sync`)} className="link">
            {first.name}
          </Link>
          {unreadable.length > 1 && `, and some in ${formatNumber(unreadable.length - 1)} more`}, so they are
          missing here.
        </>
      )}
    </>
  );
}
