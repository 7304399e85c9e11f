"use client";

import { useState } from "react";
import { Switch } from "@/components/ui/switch";
import { toast, toastError } from "@/components/ui/toast";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useSetPolicyEnabled } from "@/lib/client/use-policies";
import type { Policy } from "@/lib/contracts/api/policies";

export interface PolicySwitchProps {
  readonly policy: Pick<Policy, "id" | "name" | "enabled" | "violating">;
  /** Words beside the switch, for the policy's own page. */
  readonly withWords?: boolean;
}

function switchedOffWords(violating: number): string {
  return violating === 0
    ? "It judges nothing until it is switched on again."
    : `What it found on ${plural(violating, "entity", "entities")} counts as resolved: “policy disabled”.`;
}

/** Takes effect at once; both ways can be taken back, so nothing is asked. */
export function PolicySwitch({ policy, withWords = false }: PolicySwitchProps) {
  const { can } = useOrganization();
  const { mutate } = useSetPolicyEnabled();
  // Holds from the press until the list says the same, so that the switch does not jump back in between.
  const [wanted, setWanted] = useState<boolean | null>(null);
  if (wanted !== null && wanted === policy.enabled) setWanted(null);
  const shown = wanted ?? policy.enabled;

  function change(enabled: boolean) {
    setWanted(enabled);
    mutate(
      { id: policy.id, enabled },
      {
        onSuccess: () =>
          toast(
            `${policy.name} is switched ${enabled ? "on" : "off"}`,
            enabled ? "Everything in its targets is being judged." : switchedOffWords(policy.violating),
          ),
        onError: (error) => {
          setWanted(null);
          toastError(`${policy.name} could not be switched ${enabled ? "on" : "off"}`, error);
        },
      },
    );
  }

  return (
    <Switch
      checked={shown}
      disabled={!can("policy.write") || wanted !== null}
      onCheckedChange={change}
      aria-label={withWords ? undefined : `${policy.name} is switched on`}
      label={withWords ? (shown ? "Switched on" : "Switched off") : undefined}
    />
  );
}
