"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode, type RefObject } from "react";
import { Button } from "./button";
import { cn } from "./cn";

interface OverlayProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  /** One sentence: what will happen. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the lower right; the primary one last. */
  readonly footer?: ReactNode;
}

function Head({ title, description }: Pick<OverlayProps, "title" | "description">) {
  return (
    <header className="flex items-start gap-3 border-b border-line px-4 py-3">
      <div className="min-w-0 flex-1">
        <Radix.Title className="text-lg font-[620]">{title}</Radix.Title>
        {description === undefined ? (
          <Radix.Description className="sr-only">{title}</Radix.Description>
        ) : (
          <Radix.Description asChild>
            <div className="mt-0.5 text-text-2">{description}</div>
          </Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <Button variant="ghost" size="small" square aria-label="Close">
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </header>
  );
}

function Foot({ children }: { readonly children: ReactNode }) {
  return (
    <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{children}</footer>
  );
}

/** What had the focus gets it back: without a trigger of its own, Radix leaves it nowhere. */
function useFocusReturn(initialFocus?: RefObject<HTMLElement | null>) {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = document.activeElement;
      if (initialFocus?.current == null) return;
      event.preventDefault();
      initialFocus.current.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}

const scrim = "fixed inset-0 z-40 bg-scrim";

export interface DialogProps extends OverlayProps {
  readonly size?: "small" | "medium" | "large";
  /** What has the focus at first; left out, the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

const widths = { small: "max-w-[420px]", medium: "max-w-[560px]", large: "max-w-[860px]" };

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "medium",
  initialFocus,
}: DialogProps) {
  const focus = useFocusReturn(initialFocus);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          {...focus}
          className={cn(
            "fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-md border border-line bg-raised shadow-pop outline-none",
            widths[size],
          )}
        >
          <Head title={title} description={description} />
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-4 py-3.5">{children}</div>}
          {footer !== undefined && <Foot>{footer}</Foot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface SheetProps extends OverlayProps {
  readonly side?: "left" | "right";
  readonly size?: "narrow" | "wide";
}

/** A panel from the side of the window: facets and the rail on narrow screens, details beside a list on wide ones. */
export function Sheet(props: SheetProps) {
  const { open, onOpenChange, title, description, children, footer, side = "right", size = "narrow" } = props;
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          {...focus}
          className={cn(
            "fixed inset-y-0 z-50 flex w-[calc(100vw-40px)] flex-col border-line bg-raised shadow-pop outline-none",
            side === "left" ? "left-0 border-r" : "right-0 border-l",
            size === "narrow" ? "max-w-[320px]" : "max-w-[640px]",
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3.5">{children}</div>
          {footer !== undefined && <Foot>{footer}</Foot>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
