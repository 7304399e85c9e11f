import { KindTag } from "@/components/ui/pill";
import type { TemplateSummary } from "@/lib/contracts/api/templates";
import { targetLabel } from "./words";
import { kindsIn } from "@/lib/domain/kinds";

export interface KindTagsProps {
  readonly targets: TemplateSummary["targets"];
  /** The rest is counted and named on hover. */
  readonly shownMax?: number;
}

/** The kinds a template judges. */
export function KindTags({ targets, shownMax = Infinity }: KindTagsProps) {
  const all = kindsIn(targets);
  // One kind of two groups (an old and a new one) is named twice only where the groups are named as well.
  const short = shownMax < all.length;
  const kinds = short ? all.filter((one, at) => all.findIndex(({ kind }) => kind === one.kind) === at) : all;
  const isAlone = ({ kind }: (typeof all)[number]) => kinds.filter((one) => one.kind === kind).length === 1;
  const shown = kinds.slice(0, shownMax);
  const rest = kinds.slice(shown.length);
  return (
    <span className="flex flex-wrap items-center gap-1">
      {shown.map((target) => (
        <KindTag
          key={`${target.group}/${target.kind}`}
          kind={
            target.kind === "*" || target.group === "*" || !isAlone(target)
              ? targetLabel(target)
              : target.kind
          }
          group={target.group === "*" ? undefined : target.group}
        />
      ))}
      {rest.length > 0 && (
        <span className="text-sm text-text-3" title={rest.map(targetLabel).join(", ")}>
          {rest.length} more
        </span>
      )}
    </span>
  );
}
