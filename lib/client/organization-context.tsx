"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { Me } from "@/lib/contracts/api/account";
import type { Role } from "@/lib/contracts/api/common";
import { can, type Permission } from "@/lib/domain/roles";
import { keysOf, type Keys } from "./keys";

export interface OrganizationSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** An organization the user belongs to, for the switcher. */
export interface MembershipSummary {
  readonly organization: OrganizationSummary;
  readonly role: Role;
}

export interface OrganizationContextValue {
  readonly organization: OrganizationSummary;
  readonly role: Role;
  readonly user: Me["user"];
  readonly memberships: readonly MembershipSummary[];
}

interface OrganizationTools extends OrganizationContextValue {
  readonly keys: Keys;
  /** Whether the user's role allows it; the server decides again. */
  readonly can: (permission: Permission) => boolean;
  /** `path("/violations")` → `/northwind/violations`. */
  readonly path: (rest?: string) => string;
}

const OrganizationContext = createContext<OrganizationTools | null>(null);

export function OrganizationProvider({
  children,
  ...value
}: OrganizationContextValue & { readonly children: ReactNode }) {
  const { organization, role, user, memberships } = value;
  const tools = useMemo<OrganizationTools>(
    () => ({
      organization,
      role,
      user,
      memberships,
      keys: keysOf(organization.id),
      can: (permission) => can(role, permission),
      path: (rest = "") => `/${organization.slug}${rest}`,
    }),
    [organization, role, user, memberships],
  );
  return <OrganizationContext.Provider value={tools}>{children}</OrganizationContext.Provider>;
}

export function useOrganization(): OrganizationTools {
  const value = useContext(OrganizationContext);
  if (value === null) throw new Error("useOrganization needs an OrganizationProvider above it");
  return value;
}
