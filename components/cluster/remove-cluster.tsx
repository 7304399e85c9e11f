"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { toApiError } from "@/lib/client/api";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useDeleteCluster } from "@/lib/client/use-clusters";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";
import { openTotal } from "./open-violations";

export function RemoveCluster({ cluster }: { readonly cluster: ClusterDetail }) {
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <CardHeader title="Remove the cluster" />
      <CardBody>
        <p className="mb-2.5 text-text-2">
          The console forgets the cluster; nothing in the cluster itself changes.
          {cluster.source === "api-server" &&
            " The uninstall command on the Agent tab takes the agent out as well."}
        </p>
        <Button variant="danger" onClick={() => setOpen(true)}>
          Remove the cluster
        </Button>
        {open && <RemoveDialog cluster={cluster} onClose={() => setOpen(false)} />}
      </CardBody>
    </Card>
  );
}

function RemoveDialog({
  cluster,
  onClose,
}: {
  readonly cluster: ClusterDetail;
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const { path } = useOrganization();
  const remove = useDeleteCluster(cluster.id);
  const [typed, setTyped] = useState("");
  const matches = typed.trim() === cluster.name;

  function confirm() {
    if (!matches) return;
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(`${cluster.name} is removed`, "The agent, if it still runs, is no longer let in.");
        router.push(path("/clusters"));
      },
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={`Remove ${cluster.name}?`}
      description="This cannot be undone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            disabled={!matches}
            busy={(remove.isPending || remove.isSuccess) && "Removing the cluster …"}
            onClick={confirm}
          >
            Remove {cluster.name}
          </Button>
        </>
      }
    >
      <p>Removed with it:</p>
      <ul className="mb-3 list-disc pl-5 text-text-2">
        <li>{plural(cluster.entities, "entity", "entities")} with all their versions</li>
        <li>{plural(openTotal(cluster), "open violation")} and the history of those resolved</li>
        <li>the agent’s credential and any unused install line</li>
      </ul>
      <p className="mb-3">
        Policies and templates stay; a policy that targets only this cluster judges nothing.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <Field label={`Type ${cluster.name} to confirm`}>
          <Input mono autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </form>
      {remove.isError && (
        <p role="alert" className="mt-2 text-critical">
          {toApiError(remove.error).message}
        </p>
      )}
    </Dialog>
  );
}
