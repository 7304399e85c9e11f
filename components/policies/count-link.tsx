import Link from "next/link";
import { formatNumber } from "@/lib/client/format";

export interface CountLinkProps {
  readonly count: number;
  /** Where what is counted is listed. */
  readonly href: string;
  /** What is counted, behind the number: "evaluation errors in prod-eu". */
  readonly of: string;
}

/** A number of a table that leads to what it counts; nothing leads from none. */
export function CountLink({ count, href, of }: CountLinkProps) {
  if (count === 0) return <span className="text-text-3">0</span>;
  return (
    <Link href={href} aria-label={`${formatNumber(count)} ${of}`} className="link font-[560]">
      {formatNumber(count)}
    </Link>
  );
}
