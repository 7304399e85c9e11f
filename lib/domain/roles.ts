/** The roles of a member, strongest first. Each role may do everything that the roles after it may do. */
export const ROLES = ["owner", "admin", "editor", "viewer"] as const;

export type Role = (typeof ROLES)[number];

/** What each role may do in addition to the weaker ones. The only place where permissions are given. */
const GRANTS = {
  viewer: ["violation.read", "cluster.read", "policy.read", "template.read", "member.read", "audit.read"],
  editor: ["policy.write", "template.write"],
  admin: ["cluster.write", "sample.write", "member.write", "organization.write"],
  owner: ["organization.delete"],
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof GRANTS)[Role][number];

/** Every permission there is, the weakest role's first. */
export const PERMISSIONS: readonly Permission[] = [...ROLES].reverse().flatMap((role) => [...GRANTS[role]]);

/** True for one of the four roles. */
export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

/** Strength for comparing: 3 is the strongest (owner), 0 the weakest (viewer). */
export function roleRank(role: Role): number {
  return ROLES.length - 1 - ROLES.indexOf(role);
}

/** The permissions of a role, those of the weaker roles included. */
export function permissionsOf(role: Role): readonly Permission[] {
  return ROLES.filter((other) => roleRank(other) <= roleRank(role)).flatMap((other) => [...GRANTS[other]]);
}

/** True if a member with `role` may do what `permission` names. */
export function can(role: Role, permission: Permission): boolean {
  return permissionsOf(role).includes(permission);
}

/** True if a member with `role` may give or take `other`: nobody hands out a role stronger than their own. */
export function canAssign(role: Role, other: Role): boolean {
  return can(role, "member.write") && roleRank(other) <= roleRank(role);
}
