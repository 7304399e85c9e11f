import type { ReactNode } from "react";
import { cn } from "./cn";

export interface CardProps {
  readonly children: ReactNode;
  readonly className?: string;
  /** Names the section for screen readers when the card has no header. */
  readonly "aria-label"?: string;
}

export function Card({ children, className, ...rest }: CardProps) {
  return (
    <section
      {...rest}
      className={cn("min-w-0 overflow-clip rounded-md border border-line bg-surface", className)}
    >
      {children}
    </section>
  );
}

export interface CardHeaderProps {
  readonly title: ReactNode;
  /** Quiet words after the title: "version 3 · changed 12 s ago". */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Marks beside the title: pills, kind tags. */
  readonly children?: ReactNode;
}

export function CardHeader({ title, note, actions, children }: CardHeaderProps) {
  return (
    <header className="flex min-h-[43px] flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3.5 py-2">
      <h2>{title}</h2>
      {children}
      {note !== undefined && <span className="text-sm text-text-3">{note}</span>}
      {actions !== undefined && <div className="ml-auto flex items-center gap-1.5">{actions}</div>}
    </header>
  );
}

export function CardBody({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return <div className={cn("px-3.5 py-3", className)}>{children}</div>;
}

/** Facts as pairs of word and value. */
export function Facts({
  items,
}: {
  readonly items: readonly { readonly term: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className="grid grid-cols-[minmax(88px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {items.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-text-3">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
