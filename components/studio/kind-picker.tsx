"use client";

import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { targetLabel } from "@/components/templates/words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip-input";
import { formatNumber } from "@/lib/client/format";
import { useEntities } from "@/lib/client/use-entities";
import type { GroupKind } from "@/lib/domain/kinds";
import { commonKinds, kindKey, parseKind } from "./common-kinds";
import { Picker, type PickerItem } from "./picker";

export interface KindPickerProps {
  readonly value: readonly GroupKind[];
  readonly onChange: (value: readonly GroupKind[]) => void;
  /** "Add a kind to judge" */
  readonly addLabel: string;
  readonly emptyText: string;
}

interface KnownKind extends GroupKind {
  /** Entities of the kind in the fleet; null where the fleet holds none. */
  readonly count: number | null;
}

/** What the fleet holds, most first, then what every cluster may hold. */
function useKnownKinds(): readonly KnownKind[] {
  const { kindCounts } = useEntities({ limit: 1 });
  return useMemo(() => {
    const held = kindCounts.toSorted((a, b) => b.count - a.count);
    const keys = new Set(held.map(kindKey));
    return [
      ...held,
      ...commonKinds.filter((kind) => !keys.has(kindKey(kind))).map((kind) => ({ ...kind, count: null })),
    ];
  }, [kindCounts]);
}

const shownMax = 60;

export function KindPicker({ value, onChange, addLabel, emptyText }: KindPickerProps) {
  const known = useKnownKinds();
  const [search, setSearch] = useState("");
  const chosen = new Set(value.map(kindKey));
  const wanted = search.trim().toLowerCase();
  const found = known.filter(
    (kind) => !chosen.has(kindKey(kind)) && `${kind.kind}.${kind.group}`.toLowerCase().includes(wanted),
  );
  const typed = parseKind(search);
  const isNew = typed !== null && !known.some((kind) => kindKey(kind) === kindKey(typed));
  const offered = isNew && !chosen.has(kindKey(typed)) ? [{ ...typed, count: null, typed: true }] : [];
  const items: readonly PickerItem[] = [
    ...found.slice(0, shownMax).map((kind) => ({
      id: kindKey(kind),
      label: targetLabel(kind),
      note: kind.count === null ? undefined : `${formatNumber(kind.count)} in the fleet`,
    })),
    ...offered.map((kind) => ({
      id: kindKey(kind),
      label: <>Use {targetLabel(kind)}</>,
      note: "as typed",
    })),
  ];
  const add = (id: string) => {
    const kind = [...known, ...offered].find((entry) => kindKey(entry) === id);
    if (kind !== undefined) onChange([...value, { group: kind.group, kind: kind.kind }]);
    setSearch("");
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {value.length === 0 && <span className="text-text-2">{emptyText}</span>}
      {value.map((kind) => (
        <Chip
          key={kindKey(kind)}
          removeLabel={`Remove ${targetLabel(kind)}`}
          onRemove={() => onChange(value.filter((other) => kindKey(other) !== kindKey(kind)))}
        >
          {targetLabel(kind)}
        </Chip>
      ))}
      <Picker
        label={addLabel}
        placeholder="Search kinds, or type group/Kind"
        search={search}
        onSearch={setSearch}
        items={items}
        onPick={add}
        closes={false}
        empty="No known kind is called so. Type it as group/Kind, for example cert-manager.io/Certificate."
        foot="Any other kind: type group/Kind. A star stands for any, as in apps/*."
        trigger={
          <Button size="small">
            <Plus aria-hidden /> {addLabel}
          </Button>
        }
      />
    </div>
  );
}
