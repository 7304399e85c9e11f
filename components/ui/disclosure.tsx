import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** Something further that is usually not needed. Native, so it works without script and is found by the browser's search. */
export function Disclosure({
  summary,
  children,
  open = false,
  onToggle,
}: {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  /** Told when it opens or closes; for content that is made only once it is looked at. */
  readonly onToggle?: (open: boolean) => void;
}) {
  return (
    <details
      open={open}
      onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
      className="group/disclosure"
    >
      <summary className="flex list-none items-center gap-1.5 rounded-xs py-1 text-text-2 hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-text-3 group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1.5 pl-5">{children}</div>
    </details>
  );
}
