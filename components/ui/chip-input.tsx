"use client";

import { X } from "lucide-react";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";
import { inputFrame } from "./input";

/** A value that can be taken away. */
export function Chip({
  children,
  onRemove,
  removeLabel,
}: {
  readonly children: ReactNode;
  readonly onRemove?: () => void;
  readonly removeLabel?: string;
}) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1 rounded-xs bg-accent-soft px-[7px] py-px text-sm text-accent">
      <span className="truncate">{children}</span>
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={removeLabel ?? "Remove"}
          onClick={onRemove}
          className="-mr-1 rounded-xs p-0.5 hover:bg-surface"
        >
          <X aria-hidden className="size-3" />
        </button>
      )}
    </span>
  );
}

export interface ChipInputProps {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly placeholder?: string;
  /** Offered while typing. */
  readonly suggestions?: readonly string[];
  /** Answers what is wrong with a value, or null. */
  readonly check?: (value: string) => string | null;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
}

/** Several values: Enter or a comma adds, Backspace in the empty field takes the last away. Pasted lists are split. */
export function ChipInput({
  values,
  onChange,
  placeholder,
  suggestions = [],
  check,
  disabled,
  ...rest
}: ChipInputProps) {
  const control = useFieldControl();
  const listId = useId();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);

  function add(input: string) {
    const parts = input
      .split(/[,\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
    const problem = parts.map((part) => check?.(part) ?? null).find((found) => found !== null) ?? null;
    setWrong(problem);
    if (problem !== null) return;
    onChange([...new Set([...values, ...parts])]);
    setText("");
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if ((event.key === "Enter" || event.key === ",") && text.trim() !== "") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && values.length > 0) onChange(values.slice(0, -1));
  }

  return (
    <>
      <div
        className={cn(
          inputFrame,
          "flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent",
        )}
      >
        {values.map((value) => (
          <Chip
            key={value}
            removeLabel={`Remove ${value}`}
            onRemove={
              disabled === true ? undefined : () => onChange(values.filter((other) => other !== value))
            }
          >
            <span className="font-mono">{value}</span>
          </Chip>
        ))}
        <input
          {...control}
          {...rest}
          type="text"
          value={text}
          disabled={disabled}
          list={suggestions.length > 0 ? listId : undefined}
          placeholder={values.length === 0 ? placeholder : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            const next = event.target.value;
            setWrong(null);
            // Choosing a suggestion or pasting a list adds at once.
            if (
              next.includes(",") ||
              next.includes("\n") ||
              (suggestions.includes(next) && next.length - text.length > 1)
            )
              add(next);
            else setText(next);
          }}
          onKeyDown={press}
          onBlur={() => {
            if (text.trim() !== "") add(text);
          }}
          className="min-w-24 flex-1 bg-transparent px-1 font-mono text-sm outline-none"
        />
        <datalist id={listId}>
          {suggestions
            .filter((suggestion) => !values.includes(suggestion))
            .map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
        </datalist>
      </div>
      {wrong !== null && (
        <p role="alert" className="mt-1 text-sm text-critical">
          {wrong}
        </p>
      )}
    </>
  );
}

export interface KeyValueInputProps {
  /** Labels; `{}` when none. */
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Record<string, string>) => void;
  readonly placeholder?: string;
  readonly suggestions?: readonly string[];
  readonly "aria-label"?: string;
}

/** Labels as chips `key=value`; a key written again replaces its value. */
export function KeyValueInput({ values, onChange, placeholder = "key=value", ...rest }: KeyValueInputProps) {
  return (
    <ChipInput
      {...rest}
      placeholder={placeholder}
      values={Object.entries(values).map(([key, value]) => `${key}=${value}`)}
      check={(text) =>
        /^[^=\s]+=[^=\s]*$/.test(text) ? null : "Write a label as key=value, for example env=prod"
      }
      onChange={(texts) =>
        onChange(
          Object.fromEntries(
            texts.map((text) => {
              const cut = text.indexOf("=");
              return [text.slice(0, cut), text.slice(cut + 1)];
            }),
          ),
        )
      }
    />
  );
}
