"use client";

import { Dialog } from "@/components/ui/dialog";

const shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["⌘K", "Ctrl K"], does: "Search or jump to a screen, cluster, policy or template" },
  { keys: ["/"], does: "Filter the list" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["Esc"], does: "Close the top-most thing" },
  { keys: ["?"], does: "This help" },
];

export function ShortcutsHelp(props: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog {...props} size="small" title="Keyboard">
      <dl className="grid grid-cols-[110px_minmax(0,1fr)] gap-x-3 gap-y-2">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="self-start rounded-xs border border-line bg-sunken px-1.5 text-xs leading-[18px]"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-text-2">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
