"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useDeletePolicy } from "@/lib/client/use-policies";
import type { PolicyDetail } from "@/lib/contracts/api/policies";

export interface DeletePolicyProps {
  readonly policy: PolicyDetail;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function DeletePolicy({ policy, open, onOpenChange }: DeletePolicyProps) {
  const router = useRouter();
  const { path } = useOrganization();
  const remove = useDeletePolicy(policy.id);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${policy.name}?`}
      description={
        <>
          <p>
            {policy.violating === 0
              ? "It has no open violations. The resolved ones and their history"
              : `${policy.violating === 1 ? "Its open violation" : `Its ${plural(policy.violating, "open violation")}`}, the resolved ones and their history`}{" "}
            are deleted with it, and all {plural(policy.versions.length, "version")} of the policy. This
            cannot be taken back.
          </p>
          <p className="mt-1.5">
            The template, your clusters and the audit log keep what they have. To keep the history, switch the
            policy off instead.
          </p>
        </>
      }
      action="Delete the policy"
      busy={remove.isPending ? "Deleting the policy …" : null}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            toast(`${policy.name} is deleted`, "Its violations went with it.");
            router.replace(path("/policies"));
          },
        })
      }
    />
  );
}
