"use client";

import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/states";
import { toast } from "@/components/ui/toast";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters, useUpdateCluster } from "@/lib/client/use-clusters";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";
import { ClusterForm } from "./cluster-form";
import { LabelTags, splitLabels } from "./label-tags";
import { RemoveCluster } from "./remove-cluster";

export function ClusterSettings({ cluster }: { readonly cluster: ClusterDetail }) {
  const { can } = useOrganization();
  const update = useUpdateCluster(cluster.id);
  const clusters = useClusters().data ?? [];
  const { given, own } = splitLabels(cluster.labels);
  if (!can("cluster.write"))
    return (
      <Card>
        <Notice className="rounded-none">
          You can read this, but only an owner or admin of the organization can change a cluster.
        </Notice>
        <CardBody>
          Name <strong>{cluster.name}</strong>{" "}
          {Object.keys(given).length === 0 ? (
            <span className="text-text-3">without labels</span>
          ) : (
            <LabelTags labels={cluster.labels} />
          )}
        </CardBody>
      </Card>
    );
  return (
    <div className="flex max-w-[640px] flex-col gap-4">
      <Card>
        <CardHeader title="Name and labels" />
        <CardBody>
          <ClusterForm
            key={cluster.id}
            start={{ name: cluster.name, labels: given }}
            taken={clusters.filter((other) => other.id !== cluster.id).map((other) => other.name)}
            labelsHelp="Policies that target clusters by label are judged anew here when these change."
            onSave={async (fields) => {
              await update.mutateAsync({ ...fields, labels: { ...fields.labels, ...own } });
              toast(`${fields.name} is saved`);
            }}
          >
            {({ changed }) => (
              <div>
                <Button
                  type="submit"
                  variant="primary"
                  disabled={!changed}
                  busy={update.isPending && "Saving the cluster …"}
                >
                  Save
                </Button>
              </div>
            )}
          </ClusterForm>
        </CardBody>
      </Card>
      <RemoveCluster cluster={cluster} />
    </div>
  );
}
