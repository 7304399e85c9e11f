"use client";

import { useState } from "react";
import type { EntityListItem } from "@/lib/contracts/api/entities";
import { useEntities } from "@/lib/client/use-entities";
import type { JsonObject } from "@/lib/domain/json";
import { type GroupKind, selectsKind } from "@/lib/domain/kinds";
import { type PastedObject, readPasted } from "./pasted-object";

export type InputSource = "fleet" | "pasted";

export interface StudioInput {
  readonly source: InputSource;
  readonly setSource: (source: InputSource) => void;
  readonly entity: EntityListItem | null;
  readonly pick: (entity: EntityListItem) => void;
  /** Why there is no entity: it is being looked for, the fleet could not be asked, or it holds none. */
  readonly search: "reading" | "failed" | "none";
  readonly pasted: string;
  readonly setPasted: (text: string) => void;
  readonly read: PastedObject | null;
  /** What the check is sent: one of the two, or nothing. */
  readonly sent: { readonly entityId?: string; readonly object?: JsonObject };
}

function fits(targets: readonly GroupKind[], entity: GroupKind): boolean {
  return selectsKind(
    targets.map(({ group, kind }) => ({ group, kinds: [kind] })),
    entity.group,
    entity.kind,
  );
}

/** The names of the kinds to ask for; none where a star stands for every kind. */
export function kindNames(targets: readonly GroupKind[]): readonly string[] {
  const names = [...new Set(targets.map((target) => target.kind))];
  return names.includes("*") ? [] : names;
}

/**
 * What the Rego is tried on: an entity of the fleet, the first of the target kinds until one is picked, or a pasted
 * object. The entity stays chosen while others come and go.
 */
export function useStudioInput(targets: readonly GroupKind[]): StudioInput {
  const [source, setSource] = useState<InputSource>("fleet");
  const [entity, setEntity] = useState<EntityListItem | null>(null);
  const [pasted, setPasted] = useState("");
  const { items, isPending, isError } = useEntities(
    { kind: [...kindNames(targets)], limit: 20 },
    { enabled: targets.length > 0 && source === "fleet" },
  );
  const first = targets.length === 0 ? undefined : items.find((item) => fits(targets, item));
  const stays = entity !== null && (targets.length === 0 || fits(targets, entity));
  if (!stays && entity !== (first ?? null)) setEntity(first ?? null);
  const read = readPasted(pasted);
  return {
    source,
    setSource,
    entity,
    pick: setEntity,
    search: isError ? "failed" : isPending ? "reading" : "none",
    pasted,
    setPasted,
    read,
    sent:
      source === "fleet"
        ? entity === null
          ? {}
          : { entityId: entity.id }
        : read?.ok === true
          ? { object: read.object }
          : {},
  };
}
