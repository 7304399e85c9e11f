import { expect, test } from "vitest";
import { can, canAssign, isRole, type Permission, PERMISSIONS, permissionsOf, ROLES } from "./roles";

test("each role may do everything that weaker roles may", () => {
  for (const [position, role] of ROLES.entries()) {
    for (const weaker of ROLES.slice(position))
      expect(permissionsOf(role)).toEqual(expect.arrayContaining([...permissionsOf(weaker)]));
  }
  expect(new Set(permissionsOf("owner"))).toEqual(new Set(PERMISSIONS));
  expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
});

test("a viewer reads and writes nothing", () => {
  expect(
    PERMISSIONS.filter((permission) => can("viewer", permission)).every((permission) =>
      permission.endsWith(".read"),
    ),
  ).toBe(true);
});

test.each<[Permission, string[]]>([
  ["violation.read", ["owner", "admin", "editor", "viewer"]],
  ["audit.read", ["owner", "admin", "editor", "viewer"]],
  ["policy.write", ["owner", "admin", "editor"]],
  ["template.write", ["owner", "admin", "editor"]],
  ["cluster.write", ["owner", "admin"]],
  ["sample.write", ["owner", "admin"]],
  ["member.write", ["owner", "admin"]],
  ["organization.write", ["owner", "admin"]],
  ["organization.delete", ["owner"]],
])("%s is for %j", (permission, roles) => {
  expect(ROLES.filter((role) => can(role, permission))).toEqual(roles);
});

test("nobody gives a role stronger than their own, and only those who manage members give any", () => {
  expect(ROLES.filter((role) => canAssign("admin", role))).toEqual(["admin", "editor", "viewer"]);
  expect(canAssign("owner", "owner")).toBe(true);
  expect(canAssign("editor", "viewer")).toBe(false);
});

test("other words are no roles", () => {
  expect(["owner", "root", null].map(isRole)).toEqual([true, false, false]);
});
