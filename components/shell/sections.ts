import {
  Boxes,
  FileText,
  House,
  Layers,
  Rows3,
  Settings,
  ShieldCheck,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import type { Counts } from "@/lib/contracts/api/account";

export interface Section {
  /** Below the organization's address; "" is the overview. */
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count?: (counts: Counts) => number;
}

/** The rail, in groups divided by a hairline. */
export const sectionGroups: readonly (readonly Section[])[] = [
  [
    { path: "", label: "Overview", icon: House },
    {
      path: "/violations",
      label: "Violations",
      icon: TriangleAlert,
      count: (counts) => counts.openViolations,
    },
    { path: "/clusters", label: "Clusters", icon: Boxes, count: (counts) => counts.clusters },
    { path: "/inventory", label: "Inventory", icon: Rows3 },
  ],
  [
    { path: "/policies", label: "Policies", icon: ShieldCheck, count: (counts) => counts.policies },
    { path: "/packs", label: "Packs", icon: Layers },
    { path: "/templates", label: "Templates", icon: FileText, count: (counts) => counts.templates },
  ],
  [{ path: "/settings", label: "Settings", icon: Settings }],
];

/** The section a path below the organization stands in. */
export function sectionOf(rest: string): Section | undefined {
  return sectionGroups
    .flat()
    .find((section) =>
      section.path === "" ? rest === "" : rest === section.path || rest.startsWith(`${section.path}/`),
    );
}
