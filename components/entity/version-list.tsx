"use client";

import { TimeAgo } from "@/components/ui/time-ago";
import type { EntityVersion } from "@/lib/contracts/api/entities";

type Side = "from" | "to";

export interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly EntityVersion[];
  readonly from: EntityVersion;
  readonly to: EntityVersion;
  readonly onPick: (side: Side, version: EntityVersion) => void;
}

const sideWords: Record<Side, string> = { from: "before", to: "after" };

/** Versions with two columns of choices: what to compare and with what. */
export function VersionList({ versions, from, to, onPick }: VersionListProps) {
  const chosen = { from, to };
  return (
    <table aria-label="Versions" className="w-full border-separate border-spacing-0">
      <thead>
        <tr className="text-left text-sm text-text-3">
          <th scope="col" className="w-14 px-2 py-1.5 text-center font-[540]">
            Before
          </th>
          <th scope="col" className="w-12 px-1 py-1.5 text-center font-[540]">
            After
          </th>
          <th scope="col" className="py-1.5 pr-3 font-[540]">
            Version
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <tr key={version.id} className="[&>td]:border-t [&>td]:border-line">
            {(["from", "to"] as const).map((side) => (
              <td key={side} className="py-2 text-center align-top">
                <input
                  type="radio"
                  name={`version-${side}`}
                  aria-label={`Version ${version.number} as ${sideWords[side]}`}
                  checked={chosen[side].id === version.id}
                  onChange={() => onPick(side, version)}
                  className="mt-1 accent-(--accent)"
                />
              </td>
            ))}
            <td className="py-2 pr-3 align-top">
              <div className="flex items-baseline justify-between gap-2">
                <span className="font-[530]">
                  Version {version.number}
                  {version.to === null && <span className="font-normal text-text-3"> · newest</span>}
                </span>
                <TimeAgo at={version.from} className="text-sm text-text-3" />
              </div>
              <div className="text-sm text-text-3">
                {version.manager === null ? "by whom is not known" : `by ${version.manager}`}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
