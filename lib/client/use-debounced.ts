"use client";

import { useEffect, useState } from "react";

/** The value as it stood once it had not changed for `delayMs`. Compared as JSON, so a fresh equal object is no change. */
export function useDebounced<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  const settledText = JSON.stringify(settled);
  useEffect(() => {
    if (text === settledText) return undefined;
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the value
  }, [text, settledText, delayMs]);
  return settled;
}
