"use client";

import { useEffect } from "react";

/** True where typed letters belong to the text being written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** True while something lies above the page that keys belong to. */
export function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

/** A key of the page: not while typing, not under a dialog, not with a modifier. */
export function useKey(key: string, act: () => void, enabled = true): void {
  useEffect(() => {
    if (!enabled) return undefined;
    function press(event: KeyboardEvent) {
      if (event.key !== key || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey)
        return;
      if (isTyping(event.target) || isCovered()) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [key, act, enabled]);
}
