"use client";

import Link from "next/link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { KindTag, Pill } from "@/components/ui/pill";
import { entityName, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { EntityDetail } from "@/lib/contracts/api/entities";
import { OwnerName } from "./entity-header";

/** What made the entity, and what it made. */
export function RelatedTab({ entity }: { readonly entity: EntityDetail }) {
  const { path } = useOrganization();
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[900px]:grid-cols-[minmax(0,1fr)]">
      <Card>
        <CardHeader title="Made by" />
        <CardBody>
          {entity.owner === null ? (
            <p className="text-text-2">No controller made this entity; it was applied as it is.</p>
          ) : (
            <OwnerName owner={entity.owner} />
          )}
          {entity.owner !== null && (
            <p className="mt-1.5 text-sm text-text-3">
              What a controller makes is judged at the controller: a change belongs there.
            </p>
          )}
        </CardBody>
      </Card>
      <Card>
        <CardHeader
          title="Made by this entity"
          note={entity.owned.length === 0 ? undefined : plural(entity.owned.length, "entity", "entities")}
        />
        {entity.owned.length === 0 ? (
          <CardBody>
            <p className="text-text-2">No entity names this one as its controller.</p>
          </CardBody>
        ) : (
          <ul aria-label="Made by this entity" className="divide-y divide-line">
            {entity.owned.map((owned) => (
              <li key={owned.id} className="flex flex-wrap items-baseline gap-2 px-3.5 py-2">
                <KindTag kind={owned.kind} group={owned.group} />
                <Link href={path(`/entities/${owned.id}`)} className="min-w-0 link break-all">
                  {entityName(owned)}
                </Link>
                {owned.deleted && <Pill>Deleted</Pill>}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
