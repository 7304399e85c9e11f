"use client";

import { useMemo, useState } from "react";
import { usePackPreview } from "@/lib/client/use-packs";
import { policyTargetsSchema } from "@/lib/contracts/api/policies";
import type { PackDetail, PackPreviewFrame } from "@/lib/contracts/api/packs";
import { stateOfTemplate } from "./words";

export type PackCount = PackPreviewFrame["byTemplate"][number];

const { kinds: _kinds, ...everywhere } = policyTargetsSchema.parse({});
const noCounts: ReadonlyMap<string, PackCount> = new Map();

/**
 * Which templates of a pack are to be switched on and where, with what that would find. Everything that can be switched
 * on is chosen at first; what a person leaves out is remembered, so that a template that comes later is in.
 */
export function usePackChoice(pack: PackDetail) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [targets, setTargets] = useState(everywhere);
  const off = useMemo(
    () => pack.items.filter((item) => stateOfTemplate(item) === "off").map(({ key }) => key),
    [pack.items],
  );
  const chosen = useMemo(() => off.filter((key) => !leftOut.has(key)), [off, leftOut]);
  const question = useMemo(
    () => (chosen.length === 0 ? null : { templates: chosen, targets }),
    [chosen, targets],
  );
  const preview = usePackPreview(pack.id, question);
  const counts = useKnownCounts(JSON.stringify(targets), preview.outdated ? null : preview.frame);

  function choose(keys: ReadonlySet<string>, among: readonly string[]) {
    const asked = new Set(among);
    setLeftOut(new Set(off.filter((key) => (asked.has(key) ? !keys.has(key) : leftOut.has(key)))));
  }

  return { off, chosen, choose, targets, setTargets, preview, counts };
}

export type PackChoice = ReturnType<typeof usePackChoice>;

/** What was counted for each template in these targets; a template that is no longer chosen keeps its number. */
function useKnownCounts(targets: string, frame: PackPreviewFrame | null): ReadonlyMap<string, PackCount> {
  const [known, setKnown] = useState({ targets, frame, counts: noCounts });
  if (known.targets !== targets || (frame !== null && known.frame !== frame)) {
    const before = known.targets === targets ? known.counts : noCounts;
    // The frame held is of other targets until a new one comes.
    const fresh = frame === null || frame === known.frame ? [] : frame.byTemplate;
    setKnown({
      targets,
      frame: frame ?? known.frame,
      counts: new Map([...before, ...fresh.map((count) => [count.key, count] as const)]),
    });
  }
  return known.counts;
}
