"use client";

import { useMemo } from "react";
import { useClusters } from "@/lib/client/use-clusters";

const none: ReadonlyMap<string, string> = new Map();

/** Cluster names by id, for targets in words; null until they are read, so that nothing is called removed too early. */
export function useClusterNames(): ReadonlyMap<string, string> | null {
  const clusters = useClusters();
  const { data, isError } = clusters;
  return useMemo(
    () => (data === undefined ? (isError ? none : null) : new Map(data.map(({ id, name }) => [id, name]))),
    [data, isError],
  );
}
