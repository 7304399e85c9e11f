"use client";

import { useState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/states";
import { toast, toastError } from "@/components/ui/toast";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useAddSampleFleet, useRemoveSampleFleet, useSampleFleet } from "@/lib/client/use-clusters";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { namesOf } from "./cluster-sentence";

/** Starts the sample clusters; nothing where they are switched off, present already, or not the user's to start. */
export function SampleFleetButton({ variant }: { readonly variant?: ButtonVariant }) {
  const { can } = useOrganization();
  const fleet = useSampleFleet();
  const add = useAddSampleFleet();
  if (!can("sample.write") || fleet.data?.available !== true || fleet.data.present) return null;
  return (
    <Button
      variant={variant}
      busy={(add.isPending || add.isSuccess) && "Starting the sample fleet …"}
      onClick={() =>
        add.mutate(undefined, {
          onSuccess: () => toast("The sample fleet is starting", "Its entities arrive within seconds."),
          onError: (error) => toastError("The sample fleet did not start", error),
        })
      }
    >
      Explore a sample fleet
    </Button>
  );
}

/** Says which of the clusters are made up, and takes them away again. */
export function SampleFleetNotice({ clusters: all }: { readonly clusters: readonly Cluster[] }) {
  const { can } = useOrganization();
  const remove = useRemoveSampleFleet();
  const [asking, setAsking] = useState(false);
  const clusters = all.filter((cluster) => cluster.sample);
  if (clusters.length === 0) return null;
  return (
    <Notice
      action={
        can("sample.write") && (
          <Button size="small" onClick={() => setAsking(true)}>
            Remove the sample fleet
          </Button>
        )
      }
    >
      {namesOf(clusters)} {clusters.length === 1 ? "is a sample cluster" : "are sample clusters"}: made up,
      but read and judged by the real protocol.
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove the sample fleet?"
        description={`${plural(clusters.length, "sample cluster")} will be removed with all entities, violations and history, and so will the policies that came with ${clusters.length === 1 ? "it" : "them"}. Your own clusters, policies and templates stay.`}
        action="Remove the sample fleet"
        busy={remove.isPending ? "Removing the sample fleet …" : null}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              setAsking(false);
              toast("The sample fleet is removed", "Your own policies and templates stay.");
            },
          })
        }
      />
    </Notice>
  );
}
