import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Piece } from "./yaml-text";

const inks: Record<Piece["type"], string | undefined> = {
  key: "text-accent",
  string: "text-text",
  literal: "text-text",
  comment: "text-text-3",
  plain: undefined,
};

export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => {
    const ink = inks[piece.type];
    return ink === undefined ? (
      piece.text
    ) : (
      <span key={index} className={ink}>
        {piece.text}
      </span>
    );
  });
}

export interface CodeLineProps {
  /** Line number, "+" or "−"; drawn, never selected with the text. */
  readonly gutter: string | number;
  readonly wrap: boolean;
  readonly className?: string;
  readonly fold?: ReactNode;
  readonly children: ReactNode;
}

export function CodeLine({ gutter, wrap, className, fold, children }: CodeLineProps) {
  return (
    <div
      className={cn(
        "grid min-h-5 grid-cols-[40px_16px_minmax(0,1fr)] pr-3",
        !wrap && "w-max min-w-full",
        className,
      )}
    >
      <span
        aria-hidden
        data-line={gutter}
        className="text-right text-text-3 select-none before:content-[attr(data-line)]"
      />
      <span className="select-none">{fold}</span>
      <code className={wrap ? "break-all whitespace-pre-wrap" : "whitespace-pre"}>{children}</code>
    </div>
  );
}

/** What a scrolling piece of code is made of; focusable, so that the keyboard can scroll it. */
export const codeBox =
  "overflow-auto bg-surface py-2 font-mono text-sm leading-5 -outline-offset-2 [font-variant-ligatures:none]";
