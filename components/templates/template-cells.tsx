import Link from "next/link";
import { SubLine } from "@/components/ui/data-table";
import { Pill } from "@/components/ui/pill";
import type { TemplateSummary } from "@/lib/contracts/api/templates";
import { KindTags } from "./kind-tags";
import { categoryName, summaryOf } from "./words";

export interface TitleCellProps {
  readonly template: TemplateSummary;
  readonly href: string;
}

/** What a template is called and does, in a table. */
export function TitleCell({ template, href }: TitleCellProps) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <Link href={href} className="rounded-xs font-[560] hover:underline">
          {template.title}
        </Link>
        {!template.builtIn && <Pill tone="accent">Own</Pill>}
      </span>
      <SubLine>{summaryOf(template)}</SubLine>
    </>
  );
}

/** What a template judges, in a table. */
export function JudgesCell({ template }: { readonly template: TemplateSummary }) {
  return (
    <>
      <KindTags targets={template.targets} shownMax={3} />
      <SubLine>{categoryName(template.category)}</SubLine>
    </>
  );
}
