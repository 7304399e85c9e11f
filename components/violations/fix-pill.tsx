import { Check } from "lucide-react";
import { Pill } from "@/components/ui/pill";
import type { ViolationListItem } from "@/lib/contracts/api/violations";

type FixState = ViolationListItem["fix"];

export const fixWord: Record<FixState, string> = {
  proven: "Proven fix",
  unproven: "Unproven fix",
  guidance: "Guidance",
};

const meaning: Record<FixState, string> = {
  proven: "A patch resolves this violation and opens no other; both were judged.",
  unproven: "There is a patch, but judging it did not show that it resolves this and opens nothing.",
  guidance: "The template recommends no value here; it says in words what to do.",
};

export function FixPill({ fix }: { readonly fix: FixState }) {
  return (
    <Pill tone={fix === "proven" ? "pass" : "unknown"} title={meaning[fix]}>
      {fix === "proven" && <Check aria-hidden />}
      {fixWord[fix]}
    </Pill>
  );
}
