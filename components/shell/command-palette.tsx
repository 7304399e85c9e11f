"use client";

import { Command } from "cmdk";
import { Boxes, FileText, Layers, Plus, ShieldCheck, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useDebounced } from "@/lib/client/use-debounced";
import { usePacks } from "@/lib/client/use-packs";
import { usePolicies } from "@/lib/client/use-policies";
import { useTemplates } from "@/lib/client/use-templates";
import { sectionGroups } from "./sections";

interface Target {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly href: string;
}

const shownMax = 8;
const pauseMs = 150;

function useTargets(search: string) {
  const { path, can } = useOrganization();
  const clusters = useClusters().data ?? [];
  const policies = usePolicies().data ?? [];
  const packs = usePacks().data?.items ?? [];
  const templates = useTemplates({ q: useDebounced(search.trim(), pauseMs) || undefined, limit: shownMax });
  const screens: Target[] = sectionGroups.flat().map((section) => ({
    id: `screen ${section.label}`,
    label: section.label,
    icon: section.icon,
    href: path(section.path),
  }));
  const actions: Target[] = [
    ...(can("cluster.write")
      ? [{ id: "action cluster", label: "Add cluster", icon: Plus, href: path("/clusters/new") }]
      : []),
    ...(can("policy.write")
      ? [{ id: "action policy", label: "New policy", icon: Plus, href: path("/policies/new") }]
      : []),
    ...(can("template.write")
      ? [{ id: "action template", label: "New template", icon: Plus, href: path("/templates/new") }]
      : []),
  ];
  return [
    { title: "Screens", targets: screens },
    { title: "Start something", targets: actions },
    {
      title: "Clusters",
      targets: clusters.map((cluster) => ({
        id: cluster.id,
        label: cluster.name,
        note: cluster.status,
        icon: Boxes,
        href: path(`/clusters/${cluster.id}`),
      })),
    },
    {
      title: "Policies",
      targets: policies.map((policy) => ({
        id: policy.id,
        label: policy.name,
        note: policy.enabled ? undefined : "disabled",
        icon: ShieldCheck,
        href: path(`/policies/${policy.id}`),
      })),
    },
    {
      title: "Packs",
      targets: packs.map((pack) => ({
        id: `pack ${pack.id}`,
        label: pack.title,
        note: `${pack.switchedOn} of ${pack.templates} on`,
        icon: Layers,
        href: path(`/packs/${pack.id}`),
      })),
    },
    {
      title: "Templates",
      targets: templates.items.map((template) => ({
        id: template.id,
        label: template.title,
        note: template.category,
        icon: FileText,
        href: path(`/templates/${template.id}`),
      })),
    },
  ];
}

/** Every word typed must occur in the label; an earlier occurrence ranks higher. */
function matches(targets: readonly Target[], search: string): readonly Target[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = targets.filter((target) => words.every((word) => target.label.toLowerCase().includes(word)));
  const first = words[0];
  const ranked =
    first === undefined
      ? found
      : found.toSorted((a, b) => a.label.toLowerCase().indexOf(first) - b.label.toLowerCase().indexOf(first));
  return ranked.slice(0, shownMax);
}

export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState("");
  const groups = useTargets(search)
    .map((group) => ({ ...group, targets: matches(group.targets, search) }))
    .filter((group) => group.targets.length > 0);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-md border border-line bg-raised shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">Search or jump</Radix.Title>
          <Command loop shouldFilter={false} label="Search or jump">
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search or jump …"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="max-h-[50vh] scroll-py-1 overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-text-2">
                Nothing is called “{search}”. Names of screens, clusters, policies, packs and templates are
                searched.
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group.title}
                  heading={group.title}
                  className="mb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-text-3"
                >
                  {group.targets.map((target) => (
                    <Command.Item
                      key={target.id}
                      value={target.id}
                      onSelect={() => {
                        onClose();
                        router.push(target.href);
                      }}
                      className="flex cursor-pointer items-center gap-2.5 rounded-xs px-2 py-1.5 data-[selected=true]:bg-accent-soft"
                    >
                      <target.icon aria-hidden className="size-3.5 shrink-0 text-text-3" />
                      <span className="min-w-0 flex-1 truncate">{target.label}</span>
                      {target.note !== undefined && (
                        <span className="text-sm text-text-3">{target.note}</span>
                      )}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
