import { PassMark, UnknownMark } from "@/components/ui/severity-mark";
import type { KindSync } from "@/lib/contracts/api/clusters";

export function kindKey(sync: KindSync): string {
  return `${sync.group}/${sync.kind}`;
}

/** The kind as the inventory's filter takes it; with its group only where another kind of the cluster has the same name. */
export function kindFilter(sync: KindSync, all: readonly KindSync[]): string {
  const shared = all.some((other) => other.kind === sync.kind && other.group !== sync.group);
  return encodeURIComponent(shared && sync.group !== "" ? `${sync.kind}.${sync.group}` : sync.kind);
}

export function isUnreadable(sync: KindSync): boolean {
  return sync.state === "forbidden" || sync.state === "error";
}

const failed: Partial<Record<KindSync["state"], string>> = {
  forbidden: "Forbidden",
  error: "Failed",
};

/** How reading one kind stands. */
export function SyncState({ sync }: { readonly sync: KindSync }) {
  const bad = failed[sync.state];
  if (bad !== undefined)
    return (
      <span className="inline-flex items-center gap-1.5 font-[530] whitespace-nowrap text-medium">
        <svg viewBox="0 0 14 14" aria-hidden className="size-[13px] shrink-0">
          <path d="M3 3l8 8M11 3l-8 8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {bad}
      </span>
    );
  if (sync.state === "complete") return <PassMark>Complete</PassMark>;
  return <UnknownMark>{sync.state === "listing" ? "Being listed" : "To be listed"}</UnknownMark>;
}
