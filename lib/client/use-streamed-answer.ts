"use client";

import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { organizationPath, send, toApiError, type ApiError } from "./api";
import { readNdjson } from "./ndjson";
import { useOrganization } from "./organization-context";

const debounceMs = 250;

interface StreamedState<Frame> {
  /** The newest answer. While `status` is "running" it may belong to the question before this one: see `outdated`. */
  readonly frame: Frame | null;
  readonly status: "idle" | "running" | "complete" | "failed";
  /** True until the first frame for the question as it stands now has arrived. */
  readonly outdated: boolean;
  readonly error: ApiError | null;
}

/**
 * An answer that comes in frames, each replacing the one before: follows the question by 250 ms, aborts the one before,
 * keeps its last answer until the next one speaks. `null` asks nothing.
 *
 * @param path below the organization
 */
export function useStreamedAnswer<Frame extends { complete: boolean }>(
  path: string,
  schema: z.ZodType<Frame>,
  question: unknown,
): StreamedState<Frame> & { readonly retry: () => void } {
  const { organization } = useOrganization();
  const [state, setState] = useState<StreamedState<Frame>>({
    frame: null,
    status: "idle",
    outdated: false,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);
  const text = question === null ? null : JSON.stringify(question);
  const first = useRef(true);

  useEffect(() => {
    if (text === null) return undefined;
    const controller = new AbortController();
    const delayMs = first.current ? 0 : debounceMs;
    first.current = false;

    async function run(body: string) {
      setState((before) => ({ ...before, status: "running", outdated: true, error: null }));
      try {
        const input: unknown = JSON.parse(body);
        const response = await send("POST", organizationPath(organization.id, path), input, {
          signal: controller.signal,
        });
        for await (const value of readNdjson(response)) {
          const frame = schema.parse(value);
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
  }, [text, attempt, organization.id, path, schema]);

  const shown = text === null ? { ...state, status: "idle" as const, outdated: true } : state;
  return { ...shown, retry: () => setAttempt((count) => count + 1) };
}
