"use client";

import { useEffect, useState } from "react";
import { parseJson } from "@/lib/domain/json";
import { editorStateSchema, type EditorState } from "./editor-model";

function read(key: string): EditorState | null {
  try {
    const text = sessionStorage.getItem(key);
    if (text === null) return null;
    return editorStateSchema.safeParse(parseJson(text)).data ?? null;
  } catch {
    return null;
  }
}

function write(key: string, state: EditorState | null) {
  try {
    if (state === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(state));
  } catch {
    // Storage is blocked: the draft lives as long as the page.
  }
}

/**
 * A draft that survives leaving the page and coming back, within the tab. Mount it in the browser only: what was kept is
 * read while rendering for the first time.
 * @param key stands for what is being edited
 */
export function useKeptDraft(key: string, initial: EditorState) {
  const [base] = useState(initial);
  const [kept] = useState(() => read(key));
  const [state, setState] = useState(kept ?? base);
  const [restored, setRestored] = useState(kept !== null);
  const [saved, setSaved] = useState(false);
  const dirty = !saved && JSON.stringify(state) !== JSON.stringify(base);

  useEffect(() => {
    write(key, dirty ? state : null);
  }, [key, dirty, state]);

  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  return {
    state,
    setState,
    dirty,
    /** True while the draft is one that was begun before. */
    restored,
    discard: () => {
      setState(base);
      setRestored(false);
    },
    /** The console has it: nothing is kept any more. */
    settle: () => setSaved(true),
  };
}
