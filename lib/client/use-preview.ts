"use client";

import { useEffect, useRef, useState } from "react";
import { previewFrameSchema, type PreviewFrame, type PreviewInput } from "@/lib/contracts/api/policies";
import { organizationPath, send, toApiError, type ApiError } from "./api";
import { readNdjson } from "./ndjson";
import { useOrganization } from "./organization-context";

export const previewDebounceMs = 250;

export interface PreviewState {
  /** The newest answer. While `status` is "running" it may belong to the draft before this one: see `outdated`. */
  readonly frame: PreviewFrame | null;
  readonly status: "idle" | "running" | "complete" | "failed";
  /** True until the first frame for the draft as it stands now has arrived. */
  readonly outdated: boolean;
  readonly error: ApiError | null;
}

const idle: PreviewState = { frame: null, status: "idle", outdated: false, error: null };

/**
 * What the draft would find in the fleet now, while it is being typed: follows the draft by 250 ms, aborts the
 * question before, keeps its last answer until the next one speaks. `null` while the draft is not valid.
 */
export function usePreview(draft: PreviewInput | null): PreviewState & { readonly retry: () => void } {
  const { organization } = useOrganization();
  const [state, setState] = useState(idle);
  const [attempt, setAttempt] = useState(0);
  const text = draft === null ? null : JSON.stringify(draft);
  const first = useRef(true);

  useEffect(() => {
    if (text === null) return undefined;
    const controller = new AbortController();
    const delayMs = first.current ? 0 : previewDebounceMs;
    first.current = false;

    async function run(body: string) {
      setState((before) => ({ ...before, status: "running", outdated: true, error: null }));
      try {
        const input: unknown = JSON.parse(body);
        const path = organizationPath(organization.id, "/policies/preview");
        const response = await send("POST", path, input, { signal: controller.signal });
        for await (const value of readNdjson(response)) {
          const frame = previewFrameSchema.parse(value);
          if (controller.signal.aborted) return;
          setState({
            frame,
            status: frame.complete ? "complete" : "running",
            outdated: false,
            error: null,
          });
        }
        // A stream that ends early must not look like an answer.
        setState((before) =>
          before.status === "complete" ? before : { ...before, status: "failed", error: toApiError(null) },
        );
      } catch (error) {
        if (controller.signal.aborted) return;
        setState((before) => ({ ...before, status: "failed", error: toApiError(error) }));
      }
    }

    const timer = setTimeout(() => void run(text), delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, attempt, organization.id]);

  const shown = text === null ? { ...state, status: "idle" as const, outdated: true } : state;
  return { ...shown, retry: () => setAttempt((count) => count + 1) };
}
