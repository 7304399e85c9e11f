import type { Role } from "@/lib/contracts/api/common";

export const roleWord: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  editor: "Editor",
  viewer: "Viewer",
};

/** What each role may do beyond the weaker ones. */
export const roleHint: Record<Role, string> = {
  viewer: "Reads everything: violations, entities, policies, templates, members and the audit log.",
  editor: "Also makes, changes and switches policies, and publishes templates.",
  admin: "Also adds and removes clusters, members and the sample fleet, and renames the organization.",
  owner: "Also makes others owner. There is always at least one.",
};
