"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useSyncExternalStore, type ReactNode } from "react";
import { toApiError } from "@/lib/client/api";
import { cn } from "./cn";
import { floating } from "./floating";

interface ToastEntry {
  readonly id: number;
  readonly tone: "done" | "failed";
  readonly title: string;
  readonly detail?: ReactNode;
}

let entries: readonly ToastEntry[] = [];
const none: readonly ToastEntry[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly ToastEntry[]) {
  entries = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const shownMax = 3;

function show(entry: Omit<ToastEntry, "id">) {
  change([...entries, { ...entry, id: nextId++ }].slice(-shownMax));
}

/** Says what was done: `toast("Policy published", "Judging 318 entities …")`. */
export function toast(title: string, detail?: ReactNode): void {
  show({ tone: "done", title, detail });
}

/** Says what could not be done: the title names the action, the problem says why. */
export function toastError(title: string, error: unknown): void {
  show({ tone: "failed", title, detail: toApiError(error).message });
}

export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => entries,
    () => none,
  );
  return (
    <Radix.Provider duration={6_000} label="Messages">
      {shown.map((entry) => (
        <Radix.Root
          key={entry.id}
          type={entry.tone === "failed" ? "foreground" : "background"}
          duration={entry.tone === "failed" ? 12_000 : undefined}
          onOpenChange={(open) => {
            if (!open) change(entries.filter((other) => other.id !== entry.id));
          }}
          className={cn(
            floating,
            "flex items-start gap-3 border-l-[3px] px-3 py-2.5",
            entry.tone === "failed" ? "border-l-critical" : "border-l-pass",
          )}
        >
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-[560]">{entry.title}</Radix.Title>
            {entry.detail !== undefined && (
              <Radix.Description className="text-text-2">{entry.detail}</Radix.Description>
            )}
          </div>
          <Radix.Close aria-label="Dismiss" className="rounded-xs text-text-3 hover:text-text">
            <X aria-hidden className="size-3.5" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-60 flex w-[360px] max-w-[calc(100vw-32px)] flex-col gap-2 outline-none" />
    </Radix.Provider>
  );
}
