"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useReducer, type ReactNode } from "react";
import { organizationPath } from "./api";
import { initialLiveState, keysToInvalidate, reduceLive, type LiveState } from "./live-reducer";
import { useOrganization } from "./organization-context";

/** Changes that arrive within this time are read again together. */
/** The server sends each topic at most every 400 ms; this only joins frames that arrive together. */
const mergeMs = 25;
const reconnectMaxMs = 20_000;

const LiveContext = createContext<LiveState>(initialLiveState);

function parse(text: unknown): unknown {
  if (typeof text !== "string") return null;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

/** Holds the one event stream of the tab and turns its frames into readings. Stands once, in the shell. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  const [state, dispatch] = useReducer(reduceLive, initialLiveState);

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let failures = 0;

    function connect() {
      source = new EventSource(`/api/v1${organizationPath(organization.id, "/live")}`);
      source.onopen = () => {
        failures = 0;
        dispatch({ type: "open" });
      };
      const receive = (message: MessageEvent) => dispatch({ type: "frame", data: parse(message.data) });
      source.addEventListener("change", receive);
      source.onerror = () => {
        dispatch({ type: "broken", atMs: Date.now() });
        // The browser retries a lost connection by itself but gives up after an error status; then it is ours.
        if (source?.readyState !== EventSource.CLOSED) return;
        failures += 1;
        timer = setTimeout(connect, Math.min(1_000 * 2 ** failures, reconnectMaxMs));
      };
    }

    connect();
    return () => {
      source?.close();
      if (timer !== null) clearTimeout(timer);
    };
  }, [organization.id]);

  const { pending } = state;
  useEffect(() => {
    if (pending.size === 0) return undefined;
    const timer = setTimeout(() => {
      for (const key of keysToInvalidate(keys, pending)) void client.invalidateQueries({ queryKey: key });
      dispatch({ type: "flushed" });
    }, mergeMs);
    return () => clearTimeout(timer);
  }, [pending, keys, client]);

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}

/** Whether the tab hears of changes, for the top bar. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}
