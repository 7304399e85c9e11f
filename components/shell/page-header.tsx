"use client";

import type { ReactNode } from "react";
import { useCrumbs, type Crumb } from "./breadcrumb";

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One sentence: what is known and what is not. */
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Above the title: severity, state, previous and next. */
  readonly above?: ReactNode;
  /** After the section in the top bar: `[{label: "V-4821"}]`. */
  readonly crumbs?: readonly Crumb[];
}

export function PageHeader({ title, subtitle, actions, above, crumbs }: PageHeaderProps) {
  useCrumbs(crumbs);
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2.5">
      <div className="min-w-0 flex-1 basis-[420px]">
        {above !== undefined && <div className="mb-2 flex flex-wrap items-center gap-2">{above}</div>}
        <h1 className="break-words">{title}</h1>
        {subtitle !== undefined && <div className="mt-0.5 text-text-2">{subtitle}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
