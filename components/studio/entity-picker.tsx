"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { KindTag } from "@/components/ui/pill";
import { entityName, formatNumber } from "@/lib/client/format";
import { useDebounced } from "@/lib/client/use-debounced";
import { useEntities } from "@/lib/client/use-entities";
import type { EntityListItem } from "@/lib/contracts/api/entities";
import type { GroupKind } from "@/lib/domain/kinds";
import { Picker } from "./picker";
import { kindNames } from "./studio-input";

export interface EntityPickerProps {
  readonly targets: readonly GroupKind[];
  readonly entity: EntityListItem | null;
  readonly onPick: (entity: EntityListItem) => void;
}

const pauseMs = 250;

/** A real entity of the fleet, of the kinds the template judges. */
export function EntityPicker({ targets, entity, onPick }: EntityPickerProps) {
  const [search, setSearch] = useState("");
  const q = useDebounced(search.trim(), pauseMs);
  const list = useEntities({ kind: [...kindNames(targets)], q: q === "" ? undefined : q, limit: 20 });
  const rest = list.total - list.items.length;
  return (
    <Picker
      label="Entity to judge"
      placeholder="Search by name or namespace"
      search={search}
      onSearch={setSearch}
      empty={
        list.isPending || list.isFetching
          ? "Reading the fleet …"
          : list.isError
            ? "The fleet could not be read. Close this and try again, or paste an entity."
            : "No entity fits. Search for something else, or paste one."
      }
      foot={rest > 0 ? `${formatNumber(rest)} more; type to narrow them down.` : undefined}
      items={list.items.map((item) => ({
        id: item.id,
        label: (
          <>
            <KindTag kind={item.kind} group={item.group} /> {entityName(item)}
          </>
        ),
        note: item.cluster.name,
      }))}
      onPick={(id) => {
        const picked = list.items.find((item) => item.id === id);
        if (picked !== undefined) onPick(picked);
      }}
      trigger={
        <Button className="w-full justify-between!" aria-label={triggerLabel(entity)}>
          <span className="flex min-w-0 items-center gap-1.5">
            {entity === null ? (
              "Choose an entity"
            ) : (
              <>
                <KindTag kind={entity.kind} group={entity.group} />
                <span className="truncate">{entityName(entity)}</span>
                <span className="shrink-0 font-normal text-text-3">{entity.cluster.name}</span>
              </>
            )}
          </span>
          <ChevronDown aria-hidden />
        </Button>
      }
    />
  );
}

function triggerLabel(entity: EntityListItem | null): string {
  return entity === null
    ? "Choose an entity"
    : `Entity to judge: ${entity.kind} ${entityName(entity)} in ${entity.cluster.name}. Choose another`;
}
