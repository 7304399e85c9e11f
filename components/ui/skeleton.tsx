import { cn } from "./cn";

/** A grey bar where text will stand. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={cn("block h-3 animate-pulse rounded-xs bg-line", className)} />;
}

/** Rows of a list that is being read; says so in words. */
export function SkeletonRows({ rows = 6, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-[52px] items-center gap-4 px-3">
          <Skeleton className="w-16" />
          <Skeleton className="w-1/3" />
          <Skeleton className="ml-auto w-1/5" />
          <Skeleton className="w-12" />
        </div>
      ))}
    </div>
  );
}
