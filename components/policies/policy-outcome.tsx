import { BusyMark } from "@/components/ui/button";
import type { Policy } from "@/lib/contracts/api/policies";

type Standing = Pick<Policy, "enabled" | "pending" | "checked" | "violating" | "errors">;

/** Turning mark with words, while the policy's newest version has not been judged everywhere. */
export function Judging() {
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-sm font-[530] text-accent">
      <BusyMark /> judging …
    </span>
  );
}

/** Why a policy has no numbers; null where it has some. Never to be read as "nothing fails". */
export function noNumbersReason(policy: Standing): "Switched off" | "Nothing in scope" | null {
  if (!policy.enabled) return "Switched off";
  const none = policy.checked + policy.violating + policy.errors === 0;
  return none && !policy.pending ? "Nothing in scope" : null;
}
