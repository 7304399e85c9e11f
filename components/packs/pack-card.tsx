import Link from "next/link";
import { Bar } from "@/components/ui/bar";
import { useOrganization } from "@/lib/client/organization-context";
import { plural } from "@/lib/client/format";
import type { PackSummary } from "@/lib/contracts/api/packs";
import { switchedOnWords } from "./words";

/** One pack: what it is for, how much of it is switched on, how much of its standard it covers. */
export function PackCard({ pack }: { readonly pack: PackSummary }) {
  const { path } = useOrganization();
  const { controls } = pack;
  return (
    <li className="relative flex min-w-0 flex-col gap-2.5 rounded-md border border-line bg-surface px-3.5 py-3 hover:border-line-strong">
      <div className="flex-1">
        <h3>
          <Link
            href={path(`/packs/${pack.id}`)}
            className="font-[560] after:absolute after:inset-0 after:rounded-md hover:underline"
          >
            {pack.title}
          </Link>
        </h3>
        <p className="mt-0.5 text-text-2">{pack.summary}</p>
      </div>
      <div className="flex flex-col gap-2">
        <Measure
          words={switchedOnWords(pack)}
          value={pack.switchedOn}
          total={pack.templates}
          tone="accent"
          label="policies on"
        />
        {controls !== null && (
          <Measure
            words={`${controls.covered} of ${plural(controls.total, "control")} covered`}
            value={controls.covered}
            total={controls.total}
            tone="unknown"
            label="controls covered"
          />
        )}
      </div>
    </li>
  );
}

interface MeasureProps {
  readonly words: string;
  readonly value: number;
  readonly total: number;
  readonly tone: "accent" | "unknown";
  readonly label: string;
}

function Measure({ words, value, total, tone, label }: MeasureProps) {
  return (
    <div>
      <span className="text-sm text-text-3 tabular-nums">{words}</span>
      <Bar className="mt-0.5" parts={[{ value, tone, label }]} total={total} />
    </div>
  );
}
