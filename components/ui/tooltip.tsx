"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300} skipDelayDuration={100}>
      {children}
    </Radix.Provider>
  );
}

export interface TooltipProps {
  readonly content: ReactNode;
  /** One focusable element: what a tooltip says must be reachable by keyboard. */
  readonly children: ReactNode;
  readonly side?: "top" | "bottom" | "left" | "right";
}

export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className="z-60 max-w-80 rounded-sm bg-text px-2 py-1 text-sm break-words text-surface shadow-pop"
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
