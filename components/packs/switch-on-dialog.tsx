"use client";

import { targetsWords } from "@/components/policies/targets-words";
import { useClusterNames } from "@/components/policies/use-cluster-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { plural } from "@/lib/client/format";
import { useSwitchOnPack } from "@/lib/client/use-packs";
import type { PackDetail, SwitchedOnPack } from "@/lib/contracts/api/packs";
import type { PackChoice } from "./use-pack-choice";
import { foundWords } from "./words";

export interface SwitchOnDialogProps {
  readonly pack: PackDetail;
  readonly choice: PackChoice;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onDone: (made: SwitchedOnPack) => void;
}

/** Says what will open before anything is made. */
export function SwitchOnDialog({ pack, choice, open, onOpenChange, onDone }: SwitchOnDialogProps) {
  const { chosen, targets, preview } = choice;
  const switchOn = useSwitchOnPack(pack.id);
  const names = useClusterNames();
  const policies = plural(chosen.length, "policy", "policies");
  const found =
    preview.status === "complete" && preview.frame !== null && !preview.outdated
      ? foundWords(preview.frame)
      : "What they would find is not known yet: the preview has not finished.";
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) switchOn.reset();
        onOpenChange(next);
      }}
      title={`Switch on ${policies}?`}
      description={
        <>
          {found}{" "}
          {names !== null && `They judge ${lowerFirst(targetsWords({ ...targets, kinds: [] }, names))}.`} They
          only report; nothing in a cluster is changed or refused.
        </>
      }
      action={`Switch on ${policies}`}
      busy={switchOn.isPending ? `Switching on ${policies} …` : null}
      danger={false}
      error={switchOn.error}
      onConfirm={() => switchOn.mutate({ templates: chosen, targets }, { onSuccess: onDone })}
    />
  );
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
