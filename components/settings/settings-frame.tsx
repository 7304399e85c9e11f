"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";

const parts = [
  {
    path: "/settings",
    label: "Organization",
    subtitle: "Everything in the console belongs to exactly one organization; nobody outside sees any of it.",
  },
  {
    path: "/settings/members",
    label: "Members",
    subtitle: "Who may see and change what belongs to this organization.",
  },
  {
    path: "/settings/agents",
    label: "Agents",
    subtitle: "The agents of all clusters: which version runs, and when each was last heard.",
  },
  {
    path: "/settings/audit",
    label: "Audit log",
    subtitle: "Every change, with who made it and when, newest first. Entries cannot be changed or removed.",
  },
];

/** Title, sentence and tabs around each part of the settings. */
export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const { path, can, role } = useOrganization();
  const pathname = usePathname();
  const current = parts.find((part) => path(part.path) === pathname) ?? parts[0];
  return (
    <>
      <PageHeader
        title="Settings"
        subtitle={current?.subtitle}
        crumbs={current === undefined ? [] : [{ label: current.label }]}
      />
      <LinkTabs
        className="mt-3 mb-4"
        label="Parts of the settings"
        items={parts.map((part) => ({
          label: part.label,
          href: path(part.path),
          active: part === current,
        }))}
      />
      {!can("organization.write") && (
        <Notice className="mb-4">
          Your role is {role}: you can read the settings, and an owner or admin can change them.
        </Notice>
      )}
      {children}
    </>
  );
}
