"use client";

import { useEffect, useState } from "react";
import { isCovered, isTyping } from "@/lib/client/use-key";

export interface RowKeys {
  readonly rowIds: readonly string[];
  readonly onOpen?: (id: string) => void;
  readonly onToggle?: (id: string) => void;
  /** Further keys on the row that is current: `{ a: assign, e: except }`. */
  readonly keys?: Readonly<Record<string, (id: string) => void>>;
  readonly enabled?: boolean;
}

/**
 * `j` and `k` move a cursor over rows, Enter opens, `x` selects. Answers the id of the current row, or null.
 * The cursor belongs to an id, so rows that arrive do not move it.
 */
export function useRowKeys({ rowIds, onOpen, onToggle, keys, enabled = true }: RowKeys): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const index = current === null ? -1 : rowIds.indexOf(current);

  useEffect(() => {
    if (!enabled) return undefined;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || isCovered()) return;
      const here = index < 0 ? undefined : rowIds[index];
      if (event.key === "j" || event.key === "k") {
        const step = event.key === "j" ? 1 : -1;
        const next = rowIds[Math.min(Math.max(index + step, 0), rowIds.length - 1)];
        if (next === undefined) return;
        setCurrent(next);
        const row = document.querySelector(`[data-row-id="${CSS.escape(next)}"]`);
        if (row instanceof HTMLElement) row.scrollIntoView({ block: "nearest" });
      } else if (here === undefined) return;
      else if (event.key === "Enter" && onOpen !== undefined && !isControl(event.target)) onOpen(here);
      else if (event.key === "x" && onToggle !== undefined) onToggle(here);
      else {
        const action = keys?.[event.key];
        if (action === undefined) return;
        action(here);
      }
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [enabled, index, rowIds, onOpen, onToggle, keys]);

  return index < 0 ? null : current;
}

/** Enter on a link or a button is theirs. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, [role=checkbox]") !== null;
}
