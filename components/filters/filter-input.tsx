"use client";

import { Search, X } from "lucide-react";
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { inputFrame } from "@/components/ui/input";
import { Kbd } from "@/components/ui/search-input";
import { useKey } from "@/lib/client/use-key";
import { FilterChips } from "./filter-chips";
import { FilterOptions } from "./filter-options";
import {
  isWriting,
  lastToken,
  settle,
  suggest,
  type FilterKey,
  type Selected,
  type Suggestion,
} from "./filter-text";

export interface FilterState {
  readonly selected: Selected;
  readonly text: string;
}

export interface FilterInputProps extends FilterState {
  readonly label: string;
  readonly placeholder: string;
  readonly keys: readonly FilterKey[];
  readonly onChange: (next: FilterState) => void;
}

const pauseMs = 300;

/** One field for everything a list is filtered by: `severity:high cluster:prod free words`, completed while typing. */
export function FilterInput({ label, placeholder, keys, selected, text: held, onChange }: FilterInputProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(held);
  const [sent, setSent] = useState(held);
  const [seen, setSeen] = useState(held);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [complaint, setComplaint] = useState<string | null>(null);
  // The address changed from outside (back, a cleared filter): follow it, but never eat what is being typed.
  if (seen !== held) {
    setSeen(held);
    if (held !== sent) {
      setSent(held);
      setText(held);
    }
  }

  const suggestions = open ? suggest(text, keys, selected) : [];
  const listed = suggestions.length > 0;

  const apply = useCallback(
    (written: string) => {
      const next = settle(written, keys, selected);
      const lost = next.unknown[0];
      if (lost !== undefined) {
        setComplaint(
          `No ${lost.key} here is called "${lost.written}"; pick one from the list or take it out.`,
        );
        return;
      }
      setComplaint(null);
      setSent(next.text);
      if (next.text !== written.trim()) setText(next.text);
      onChange({ selected: next.selected, text: next.text });
    },
    [keys, selected, onChange],
  );

  useEffect(() => {
    if (text.trim() === held || isWriting(text, keys)) return undefined;
    const timer = setTimeout(() => apply(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, held, keys, apply]);

  const focus = useCallback(() => field.current?.focus(), []);
  useKey("/", focus);

  const write = (next: string) => {
    setText(next);
    setComplaint(null);
    setActive(-1);
    setOpen(true);
  };
  const pick = (suggestion: Suggestion) => {
    const before = text.slice(0, lastToken(text, keys).start);
    if (suggestion.type === "key") write(`${before}${suggestion.key.id}:`);
    else {
      const { key, value } = suggestion;
      write(before);
      setSent(before.trim());
      onChange({
        selected: { ...selected, [key.id]: [...new Set([...(selected[key.id] ?? []), value.value])] },
        text: before.trim(),
      });
    }
    field.current?.focus();
  };
  const clear = () => {
    write("");
    setOpen(false);
    setSent("");
    onChange({ selected, text: "" });
  };
  const remove = (key: string, value: string) =>
    onChange({
      selected: { ...selected, [key]: (selected[key] ?? []).filter((other) => other !== value) },
      text: held,
    });

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = suggestions[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!listed) setOpen(true);
      else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive(
          (active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length,
        );
      }
    } else if (event.key === "Enter" || (event.key === "Tab" && chosen !== undefined)) {
      event.preventDefault();
      if (chosen !== undefined) pick(chosen);
      else {
        setOpen(false);
        apply(text);
      }
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (listed) setOpen(false);
      else if (text === "") field.current?.blur();
      else clear();
    } else if (event.key === "Backspace" && text === "") {
      const last = keys.findLast((key) => (selected[key.id] ?? []).length > 0);
      const value = last === undefined ? undefined : selected[last.id]?.at(-1);
      if (last !== undefined && value !== undefined) remove(last.id, value);
    }
  };

  return (
    <div className="relative min-w-0 flex-1 basis-80">
      <div
        role="search"
        className={cn(
          inputFrame,
          "flex min-h-[34px] flex-wrap items-center gap-1.5 px-2 py-1 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent",
        )}
      >
        <Search aria-hidden className="size-3.5 shrink-0 text-text-3" />
        <FilterChips keys={keys} selected={selected} onRemove={remove} />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={listed}
          aria-controls={`${id}-options`}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && listed ? `${id}-option-${active}` : undefined}
          aria-describedby={complaint === null ? undefined : `${id}-complaint`}
          placeholder={placeholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          className="h-6 min-w-40 flex-1 bg-transparent text-ellipsis outline-none"
        />
        {text === "" ? (
          <Kbd>/</Kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear the text"
            className="rounded-xs p-1 text-text-3 hover:text-text"
            onClick={clear}
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </div>
      {listed && (
        <FilterOptions id={id} suggestions={suggestions} active={active} onHover={setActive} onPick={pick} />
      )}
      {complaint !== null && (
        <p id={`${id}-complaint`} role="alert" className="mt-1 text-sm text-critical">
          {complaint}
        </p>
      )}
    </div>
  );
}
