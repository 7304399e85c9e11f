import Link from "next/link";
import { formatNumber } from "@/lib/client/format";
import { cn } from "./cn";

export interface LinkTab {
  readonly href: string;
  readonly label: string;
  readonly count?: number | null;
  readonly active: boolean;
}

/** Tabs are places: each has an address, can be opened in a new window and gone back from. */
export function LinkTabs({
  items,
  label,
  className,
}: {
  readonly items: readonly LinkTab[];
  readonly label: string;
  readonly className?: string;
}) {
  return (
    <nav aria-label={label} className={cn("flex gap-[18px] overflow-x-auto border-b border-line", className)}>
      {items.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.active ? "page" : undefined}
          className={cn(
            "-mb-px border-b-2 py-2 whitespace-nowrap -outline-offset-2",
            tab.active
              ? "border-accent font-[560] text-text"
              : "border-transparent text-text-2 hover:border-line-strong hover:text-text",
          )}
        >
          {tab.label}
          {typeof tab.count === "number" && (
            <span className="ml-1.5 font-normal text-text-3 tabular-nums">{formatNumber(tab.count)}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
