"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { KeyDraft } from "./test-draft";

interface RowsProps<Row> {
  readonly title: string;
  /** Above the lines, where there are any. */
  readonly head?: ReactNode;
  readonly help: string;
  readonly addLabel: string;
  readonly error: string | null;
  readonly rows: readonly Row[];
  readonly empty: Row;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly children: (row: Row, number: number, set: (row: Row) => void) => ReactNode;
}

/** Lines that are added and removed one by one; none stands for "any". */
function Rows<Row>(props: RowsProps<Row>) {
  const { title, head, help, addLabel, error, rows, empty, onChange, children } = props;
  return (
    <div role="group" aria-label={title} className="flex flex-col gap-1.5">
      <div className="font-[550]">{title}</div>
      {rows.length > 0 && head}
      {rows.map((row, index) => (
        // Rows have nothing but their place to be told apart by.
        <div key={index} className="flex items-start gap-1.5">
          {children(row, index + 1, (next) => onChange(rows.with(index, next)))}
          <Button
            variant="ghost"
            square
            aria-label={`Remove line ${index + 1} of ${title}`}
            onClick={() => onChange(rows.toSpliced(index, 1))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {error !== null && (
        <p role="alert" className="text-sm text-critical">
          {error}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => onChange([...rows, empty])}>
          <Plus aria-hidden /> {addLabel}
        </Button>
        <span className="text-sm text-text-3">{help}</span>
      </div>
    </div>
  );
}

const emptyKey: KeyDraft = { violatingKey: "", recommended: "" };

interface KeyRowsProps {
  readonly keys: readonly KeyDraft[];
  readonly error: string | null;
  readonly onChange: (keys: readonly KeyDraft[]) => void;
}

/** All keys that must be reported, each with the value that must be recommended there. */
export function KeyRows({ keys, error, onChange }: KeyRowsProps) {
  return (
    <Rows
      title="Violating keys"
      head={
        <div
          aria-hidden
          className="mr-9 grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-1.5 text-sm text-text-3 max-[600px]:hidden"
        >
          <span>Key</span>
          <span>Recommended value, any or none if empty</span>
        </div>
      }
      help={keys.length === 0 ? "None named: any will do." : "Exactly these, in any order."}
      addLabel="Add a key"
      error={error}
      rows={keys}
      empty={emptyKey}
      onChange={onChange}
    >
      {(key, number, set) => (
        <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-1.5 max-[600px]:grid-cols-1">
          <Input
            mono
            aria-label={`Violating key ${number}`}
            placeholder="spec.hostNetwork"
            value={key.violatingKey}
            onChange={(event) => set({ ...key, violatingKey: event.target.value })}
          />
          <Input
            mono
            aria-label={`Recommended value ${number}`}
            placeholder="any or none"
            value={key.recommended}
            onChange={(event) => set({ ...key, recommended: event.target.value })}
          />
        </div>
      )}
    </Rows>
  );
}

interface MessageRowsProps {
  readonly messages: readonly string[];
  readonly error: string | null;
  readonly onChange: (messages: readonly string[]) => void;
}

/** All messages that must be reported. */
export function MessageRows({ messages, error, onChange }: MessageRowsProps) {
  return (
    <Rows
      title="Messages"
      help={messages.length === 0 ? "None named: any will do." : "Exactly these, in any order."}
      addLabel="Add a message"
      error={error}
      rows={messages}
      empty=""
      onChange={onChange}
    >
      {(message, number, set) => (
        <Input
          className="flex-1"
          aria-label={`Message ${number}`}
          value={message}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Rows>
  );
}
