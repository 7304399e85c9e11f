"use client";

import { Boxes, FlaskConical, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { SampleFleetButton } from "@/components/cluster/sample-fleet";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { useSampleFleet } from "@/lib/client/use-clusters";

function Door({
  icon: Icon,
  title,
  children,
  action,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly action: ReactNode;
}) {
  return (
    <Card aria-label={title} className="flex flex-col items-start gap-2 p-5">
      <span className="grid size-8 place-items-center rounded-sm bg-accent-soft text-accent">
        <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      </span>
      <h2 className="mt-1 text-lg">{title}</h2>
      <div className="max-w-[56ch] flex-1 text-text-2">{children}</div>
      <div className="mt-2">{action}</div>
    </Card>
  );
}

/** The two ways into an empty organization. */
export function TwoDoors() {
  const { path, can } = useOrganization();
  const fleet = useSampleFleet();
  if (!can("cluster.write"))
    return (
      <Card className="mt-4">
        <EmptyState title="No cluster is connected yet">
          An owner or admin of this organization can connect one. Until then there is nothing to judge and
          nothing to show.
        </EmptyState>
      </Card>
    );
  return (
    <div className="mt-4 grid grid-cols-2 gap-4 max-[900px]:grid-cols-1">
      <Door
        icon={Boxes}
        title="Connect a cluster"
        action={
          <ButtonLink variant="primary" href={path("/clusters/new")}>
            Connect a cluster
          </ButtonLink>
        }
      >
        One line of <code>kubectl apply</code> installs a small agent. It may read and never write, and the
        values of Secrets do not leave the cluster. You see its exact rights before the line.
      </Door>
      {fleet.data?.available !== false && (
        <Door
          icon={FlaskConical}
          title="Explore a sample fleet"
          action={
            fleet.data?.present === true ? (
              <p role="status" className="text-text-2">
                It is starting; this page changes by itself.
              </p>
            ) : (
              <SampleFleetButton />
            )
          }
        >
          Three made-up clusters with a few hundred entities, read and judged like real ones, so that every
          screen has something to show. One click removes them again.
        </Door>
      )}
    </div>
  );
}
