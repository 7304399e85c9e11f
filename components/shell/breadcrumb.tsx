"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { createContext, Fragment, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useOrganization } from "@/lib/client/organization-context";
import { sectionOf } from "./sections";

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

interface Trail {
  readonly crumbs: readonly Crumb[];
  readonly setCrumbs: (crumbs: readonly Crumb[]) => void;
}

const none: readonly Crumb[] = [];
const TrailContext = createContext<Trail>({ crumbs: none, setCrumbs: () => undefined });

export function TrailProvider({ children }: { readonly children: ReactNode }) {
  const [crumbs, setCrumbs] = useState(none);
  const trail = useMemo(() => ({ crumbs, setCrumbs }), [crumbs]);
  return <TrailContext.Provider value={trail}>{children}</TrailContext.Provider>;
}

/** What stands after the section's name in the top bar while the page is shown. */
export function useCrumbs(crumbs: readonly Crumb[] = none): void {
  const { setCrumbs } = useContext(TrailContext);
  const text = JSON.stringify(crumbs);
  useEffect(() => {
    setCrumbs(crumbs);
    return () => setCrumbs(none);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the crumbs
  }, [text, setCrumbs]);
}

export function Breadcrumb() {
  const { organization, path } = useOrganization();
  const { crumbs } = useContext(TrailContext);
  const rest = usePathname().slice(organization.slug.length + 1);
  const section = sectionOf(rest);
  const all: readonly Crumb[] =
    section === undefined ? crumbs : [{ label: section.label, href: path(section.path) }, ...crumbs];
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        {all.map((crumb, index) => {
          const last = index === all.length - 1;
          return (
            <Fragment key={`${index} ${crumb.label}`}>
              {index > 0 && (
                <li aria-hidden className="text-text-3 max-[600px]:hidden">
                  /
                </li>
              )}
              <li className={last ? "min-w-0 truncate font-[550] text-text" : "shrink-0 max-[600px]:hidden"}>
                {last || crumb.href === undefined ? (
                  <span aria-current={last ? "page" : undefined}>{crumb.label}</span>
                ) : (
                  <Link href={crumb.href} className="rounded-xs hover:text-text hover:underline">
                    {crumb.label}
                  </Link>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
