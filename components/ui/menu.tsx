"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { floating } from "./floating";

export interface MenuProps {
  /** One focusable element, usually a `Button`. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  readonly side?: "top" | "bottom";
}

export function Menu({ trigger, children, align = "end", side = "bottom" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={5}
          className={cn(
            floating,
            "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1",
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const item =
  "flex w-full cursor-default items-center gap-2 rounded-xs px-2 py-1.5 outline-none select-none data-disabled:text-text-3 data-highlighted:bg-sunken [&_svg]:size-3.5 [&_svg]:shrink-0";

export interface MenuItemProps {
  readonly onSelect?: () => void;
  /** Makes the entry a link. */
  readonly href?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** A tick at the end; give it for entries that are choices. */
  readonly checked?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, href, danger = false, disabled, checked, children }: MenuItemProps) {
  const className = cn(item, danger ? "text-critical" : "text-text");
  if (href !== undefined)
    return (
      <Radix.Item asChild disabled={disabled} onSelect={onSelect}>
        <Link href={href} className={className}>
          {children}
          {checked === true && <Check aria-label="current" className="ml-auto text-accent" />}
        </Link>
      </Radix.Item>
    );
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={className}>
      {children}
      {checked === true && <Check aria-label="current" className="ml-auto text-accent" />}
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2 py-1 text-sm text-text-3">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
