import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium";

interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** Square, for one icon; give an `aria-label`. */
  readonly square?: boolean;
}

const variants: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-accent-ink hover:brightness-110",
  secondary: "border-line-strong bg-surface text-text hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-text-2 hover:bg-sunken hover:text-text",
  danger: "border-critical/40 bg-surface text-critical hover:bg-critical-soft",
};

function look({ variant = "secondary", size = "medium", square = false }: ButtonLook): string {
  const small = size === "small";
  return cn(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border font-[530] whitespace-nowrap select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    small ? "h-[25px] text-sm [&_svg]:size-3" : "h-[30px] [&_svg]:size-3.5",
    square ? (small ? "w-[25px]" : "w-[30px]") : small ? "px-2" : "px-[11px]",
    variants[variant],
  );
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "children">, ButtonLook {
  readonly children: ReactNode;
  /** What is being done, as words: "Publishing …". While set, the button shows it and cannot be pressed again. */
  readonly busy?: string | null | false;
}

export function Button({ variant, size, square, busy, disabled, className, children, ...rest }: ButtonProps) {
  const isBusy = typeof busy === "string" && busy !== "";
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={cn(look({ variant, size, square }), className)}
    >
      {isBusy ? (
        <>
          <BusyMark />
          {square === true ? <span className="sr-only">{busy}</span> : <span aria-live="polite">{busy}</span>}
        </>
      ) : (
        children
      )}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonLook {}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function ButtonLink({ variant, size, square, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cn(look({ variant, size, square }), className)} />;
}

/** A small turning mark, always beside words that say what is being done. */
export function BusyMark() {
  return (
    <svg viewBox="0 0 14 14" aria-hidden className="size-3 animate-spin">
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.8" opacity=".25" />
      <path d="M7 1.5A5.5 5.5 0 0 1 12.5 7" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
