"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** The address inside the console that a plain click leads to, or null for every other click. */
function destinationOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download"))
    return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname === location.pathname) return null;
  return url.pathname + url.search;
}

/**
 * Asks before text that is nowhere else is left behind: by a link of the console, a reload or a closed tab.
 * Render what it answers.
 */
export function useLeaveWarning(unsaved: boolean): ReactNode {
  const router = useRouter();
  const [destination, setDestination] = useState<string | null>(null);

  useEffect(() => {
    if (!unsaved) return undefined;
    function click(event: MouseEvent) {
      const to = destinationOf(event);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      setDestination(to);
    }
    function unload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    // Before the router's own listener, which sits on the document.
    window.addEventListener("click", click, true);
    window.addEventListener("beforeunload", unload);
    return () => {
      window.removeEventListener("click", click, true);
      window.removeEventListener("beforeunload", unload);
    };
  }, [unsaved]);

  return (
    <ConfirmDialog
      open={destination !== null}
      onOpenChange={(open) => !open && setDestination(null)}
      title="Leave without publishing?"
      description="What you wrote here has not been published and is kept nowhere else. It is lost when you leave."
      action="Leave and lose it"
      busy={null}
      onConfirm={() => {
        const to = destination;
        setDestination(null);
        if (to !== null) router.push(to);
      }}
    />
  );
}
