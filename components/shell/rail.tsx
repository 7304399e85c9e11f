"use client";

import { ChevronDown, CircleHelp, LogOut, Monitor, Moon, Plus, Search, Sun } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { Kbd } from "@/components/ui/search-input";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { signOutOfConsole } from "@/lib/client/sign-in";
import { useCounts } from "@/lib/client/use-overview";
import { setTheme, useTheme, type Theme } from "@/lib/client/use-theme";
import { sectionGroups, sectionOf } from "./sections";

function Initial({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-[22px] shrink-0 place-items-center rounded-[6px] bg-text text-sm font-bold text-surface"
    >
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

function OrganizationSwitcher() {
  const { organization, memberships } = useOrganization();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Organization ${organization.name}, switch`}
          className="mb-1.5 flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-left font-semibold hover:bg-sunken"
        >
          <Initial name={organization.name} />
          <span className="min-w-0 flex-1 truncate">{organization.name}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-text-3" />
        </button>
      }
    >
      <MenuLabel>Organizations</MenuLabel>
      {memberships.map(({ organization: other }) => (
        <MenuItem key={other.id} href={`/${other.slug}`} checked={other.id === organization.id}>
          <span className="truncate">{other.name}</span>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem href="/welcome">
        <Plus aria-hidden />
        New organization
      </MenuItem>
    </Menu>
  );
}

const themes: readonly { readonly id: Theme; readonly label: string; readonly icon: typeof Sun }[] = [
  { id: "system", label: "As the system", icon: Monitor },
  { id: "light", label: "Light", icon: Sun },
  { id: "dark", label: "Dark", icon: Moon },
];

function ThemeMenu() {
  const theme = useTheme();
  const Icon = themes.find((entry) => entry.id === theme)?.icon ?? Monitor;
  return (
    <Menu
      side="top"
      trigger={
        <Button variant="ghost" square aria-label="Theme" title="Theme">
          <Icon aria-hidden />
        </Button>
      }
    >
      {themes.map((entry) => (
        <MenuItem key={entry.id} checked={entry.id === theme} onSelect={() => setTheme(entry.id)}>
          <entry.icon aria-hidden />
          {entry.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

function UserMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { user, role } = useOrganization();
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`${user.name}, account`}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-sm px-2 py-1.5 text-left hover:bg-sunken"
        >
          <span
            aria-hidden
            className="grid size-[22px] shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
          >
            {user.name.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 flex-1 truncate">{user.name}</span>
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-text">{user.email}</span>
        {role} in this organization
      </MenuLabel>
      <MenuSeparator />
      <MenuItem onSelect={onHelp}>
        <CircleHelp aria-hidden />
        Keyboard
      </MenuItem>
      <MenuItem onSelect={() => void signOutOfConsole()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function Sections({ onNavigate }: { readonly onNavigate?: () => void }) {
  const { organization, path } = useOrganization();
  const counts = useCounts().data;
  const active = sectionOf(usePathname().slice(organization.slug.length + 1));
  return sectionGroups.map((group, index) => (
    <Fragment key={group[0]?.path}>
      {index > 0 && <div aria-hidden className="m-2 h-px bg-line" />}
      {group.map((section) => {
        const on = section === active;
        return (
          <Link
            key={section.path}
            href={path(section.path)}
            onClick={onNavigate}
            aria-current={on ? "page" : undefined}
            className={cn(
              "flex items-center gap-[9px] rounded-sm px-2 py-[5px]",
              on
                ? "bg-surface font-[550] text-text shadow-[0_0_0_1px_var(--line)]"
                : "text-text-2 hover:bg-sunken hover:text-text",
            )}
          >
            <section.icon aria-hidden className="size-[15px] shrink-0" strokeWidth={1.75} />
            {section.label}
            {section.count !== undefined && counts !== undefined && (
              <span className="ml-auto text-sm font-medium text-text-3 tabular-nums">
                {formatNumber(section.count(counts))}
              </span>
            )}
          </Link>
        );
      })}
    </Fragment>
  ));
}

export interface RailProps {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  /** In the drawer: called when a place was chosen. */
  readonly onNavigate?: () => void;
}

export function Rail({ onSearch, onHelp, onNavigate }: RailProps) {
  return (
    <div className="flex h-full flex-col gap-0.5">
      <OrganizationSwitcher />
      <button
        type="button"
        onClick={onSearch}
        className="mb-2 flex items-center gap-2 rounded-sm border border-line bg-surface px-2 py-[5px] text-text-3 hover:border-line-strong"
      >
        <Search aria-hidden className="size-[13px]" />
        <span className="flex-1 text-left">Search or jump</span>
        <Kbd>⌘K</Kbd>
      </button>
      <nav aria-label="Console" className="flex flex-col gap-0.5">
        <Sections onNavigate={onNavigate} />
      </nav>
      <div className="mt-auto flex items-center gap-1 pt-3">
        <UserMenu onHelp={onHelp} />
        <ThemeMenu />
      </div>
    </div>
  );
}
