"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "./button";

export interface CopyButtonProps {
  readonly text: string;
  /** "Copy kubectl patch". Left out: only the icon, then give `label`. */
  readonly children?: ReactNode;
  readonly label?: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

const shownMs = 1_600;

export function CopyButton({
  text,
  children,
  label = "Copy",
  variant = "ghost",
  size = "small",
}: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), shownMs);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      // Without https the browser may have no clipboard.
      setState(copyBySelection(text) ? "copied" : "refused");
    }
  }
  const said = state === "copied" ? "Copied" : state === "refused" ? "Copy it by hand" : null;
  return (
    <Button
      variant={variant}
      size={size}
      square={children === undefined}
      aria-label={children === undefined ? label : undefined}
      title={children === undefined ? label : undefined}
      onClick={() => void copy()}
    >
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      {children !== undefined && (said ?? children)}
      <span role="status" className="sr-only">
        {said}
      </span>
    </Button>
  );
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
