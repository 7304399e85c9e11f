"use client";

import { Command } from "cmdk";
import { useState, type ReactNode } from "react";
import { Popover } from "@/components/ui/popover";

export interface PickerItem {
  readonly id: string;
  readonly label: ReactNode;
  /** Quiet words at the end. */
  readonly note?: ReactNode;
}

export interface PickerProps {
  /** One focusable element that opens the list. */
  readonly trigger: ReactNode;
  /** Names the list and its search field. */
  readonly label: string;
  readonly placeholder: string;
  readonly items: readonly PickerItem[];
  readonly onPick: (id: string) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Said where nothing is found. */
  readonly empty: ReactNode;
  /** Beneath the list: what else could be typed, what is left out. */
  readonly foot?: ReactNode;
  /** false where several are picked one after the other. */
  readonly closes?: boolean;
}

/** A list to search and pick from: arrows move, Enter picks, Escape closes. */
export function Picker(props: PickerProps) {
  const { trigger, label, placeholder, items, onPick, search, onSearch, empty, foot, closes = true } = props;
  const [open, setOpen] = useState(false);
  return (
    <Popover trigger={trigger} label={label} open={open} onOpenChange={setOpen} className="w-[360px] p-0!">
      <Command loop shouldFilter={false} label={label}>
        <Command.Input
          value={search}
          onValueChange={onSearch}
          placeholder={placeholder}
          className="h-9 w-full border-b border-line bg-transparent px-3 outline-none"
        />
        <Command.List label={label} className="max-h-[min(20rem,50vh)] scroll-py-1 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-3 text-text-2">{empty}</Command.Empty>
          {items.map((item) => (
            <Command.Item
              key={item.id}
              value={item.id}
              onSelect={() => {
                onPick(item.id);
                if (closes) setOpen(false);
              }}
              className="flex cursor-pointer items-center gap-2 rounded-xs px-2 py-1.5 data-[selected=true]:bg-accent-soft"
            >
              <span className="min-w-0 flex-1 truncate">{item.label}</span>
              {item.note !== undefined && <span className="text-sm text-text-3">{item.note}</span>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      {foot !== undefined && (
        <div className="border-t border-line px-3 py-1.5 text-sm text-text-3">{foot}</div>
      )}
    </Popover>
  );
}
