"use client";

import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { KindTag, Pill } from "@/components/ui/pill";
import { entityName, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { EntityDetail } from "@/lib/contracts/api/entities";

interface Props {
  readonly entity: EntityDetail;
}

export function OwnerName({ owner }: { readonly owner: NonNullable<EntityDetail["owner"]> }) {
  const { path } = useOrganization();
  return (
    <>
      <KindTag kind={owner.kind} />{" "}
      {owner.id === null ? (
        <span title="This owner was never reported by the cluster">{owner.name}</span>
      ) : (
        <Link href={path(`/entities/${owner.id}`)} className="link break-all">
          {owner.name}
        </Link>
      )}
    </>
  );
}

/** How the policies stand to it, in words; that none applies is said, for it is no good news. */
function standing({ policies }: EntityDetail): string {
  const count = (status: string) => policies.filter((policy) => policy.status === status).length;
  const applied = policies.length - count("not_applied");
  if (applied === 0) return "No policy applies to it, so nothing about it is judged.";
  const broken = count("violating");
  const known = broken + count("passed");
  const parts = [
    broken === 0
      ? known === 0
        ? `None of the ${plural(applied, "policy", "policies")} that apply has judged it yet`
        : `${known === 1 ? "The one policy" : `All ${known} policies`} that judged it found nothing`
      : `It breaks ${broken} of the ${plural(applied, "policy", "policies")} that apply`,
  ];
  if (count("error") > 0) parts.push(`${count("error")} could not be judged`);
  if (count("pending") > 0 && known > 0) parts.push(`${count("pending")} still to be judged`);
  return `${parts.join("; ")}.`;
}

export function EntityHeader({ entity }: Props) {
  const { path } = useOrganization();
  return (
    <PageHeader
      crumbs={[{ label: "Inventory", href: path("/inventory") }, { label: entityName(entity) }]}
      above={
        <>
          <KindTag kind={entity.kind} group={entity.group} />
          {entity.deleted && <Pill>Deleted</Pill>}
        </>
      }
      title={entityName(entity)}
      subtitle={
        <>
          In{" "}
          <Link href={path(`/clusters/${entity.cluster.id}`)} className="link">
            {entity.cluster.name}
          </Link>
          {entity.owner !== null && (
            <>
              , made by <OwnerName owner={entity.owner} />
            </>
          )}
          . {!entity.deleted && standing(entity)}
        </>
      }
    />
  );
}
