import { describe, expect, it } from "vitest";
import { auditPlace, auditVerb } from "./audit-words";

const target = { type: "cluster", id: "01920000-0000-7000-8000-000000000000", name: "prod-eu" };

describe("words of the audit log", () => {
  it("says an action it does not know as it was written, rather than leaving it out", () => {
    expect(auditVerb({ action: "cluster.teleport", target })).toBe("cluster.teleport on the cluster");
  });

  it("links to what still exists and never to what the entry removed", () => {
    expect(auditPlace({ action: "cluster.create", target })).toBe(`/clusters/${target.id}`);
    expect(auditPlace({ action: "cluster.remove", target })).toBeNull();
    expect(auditPlace({ action: "member.add", target: { ...target, type: "member" } })).toBeNull();
  });
});
