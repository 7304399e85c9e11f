import type { Policy } from "@/lib/contracts/api/policies";

/** Every mode there will be. Only `audit` can be chosen today; the others are shown so that nobody looks for them. */
export const modeWords: Record<Policy["mode"], { readonly name: string; readonly does: string }> = {
  audit: {
    name: "Audit",
    does: "Judges what the clusters already hold and shows violations. Nothing is ever blocked.",
  },
  warn: {
    name: "Warn",
    does: "Lets a change through and tells the person who made it what it breaks.",
  },
  enforce: {
    name: "Enforce",
    does: "Refuses a change that breaks the policy.",
  },
};
