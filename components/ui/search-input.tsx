"use client";

import { Search, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useKey } from "@/lib/client/use-key";
import { cn } from "./cn";
import { inputFrame } from "./input";

export interface SearchInputProps {
  /** The value that holds, usually from the address. */
  readonly value: string;
  /** Called once typing pauses, and at once on Enter and on clearing. */
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  readonly label: string;
  /** Chips of filters that hold, before the text. */
  readonly chips?: ReactNode;
  /** false where another field of the page owns "/". */
  readonly shortcut?: boolean;
  readonly className?: string;
}

const pauseMs = 250;

export function SearchInput({
  value,
  onChange,
  placeholder,
  label,
  chips,
  shortcut = true,
  className,
}: SearchInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [held, setHeld] = useState(value);
  // The address changed from outside (back, a cleared filter): follow it.
  if (held !== value) {
    setHeld(value);
    setText(value);
  }

  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);

  const focus = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useKey("/", focus, shortcut);

  return (
    <div
      role="search"
      className={cn(
        inputFrame,
        "flex min-h-[34px] flex-wrap items-center gap-1.5 px-2 py-1 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent",
        className,
      )}
    >
      <Search aria-hidden className="size-3.5 shrink-0 text-text-3" />
      {chips}
      <input
        ref={field}
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onChange(text);
          if (event.key !== "Escape") return;
          if (text === "") field.current?.blur();
          else {
            setText("");
            onChange("");
          }
        }}
        className="h-6 min-w-32 flex-1 bg-transparent outline-none"
      />
      {text !== "" ? (
        <button
          type="button"
          aria-label="Clear the text"
          className="rounded-xs p-1 text-text-3 hover:text-text"
          onClick={() => {
            setText("");
            onChange("");
            field.current?.focus();
          }}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        shortcut && <Kbd>/</Kbd>
      )}
    </div>
  );
}

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded-xs border border-line bg-surface px-1 text-xs leading-4 text-text-3 max-wide:hidden">
      {children}
    </kbd>
  );
}
