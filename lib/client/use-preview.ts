"use client";

import { previewFrameSchema, type PreviewInput } from "@/lib/contracts/api/policies";
import { useStreamedAnswer } from "./use-streamed-answer";

/** What the draft would find in the fleet now, while it is being typed. `null` while the draft is not valid. */
export function usePreview(draft: PreviewInput | null) {
  return useStreamedAnswer("/policies/preview", previewFrameSchema, draft);
}
