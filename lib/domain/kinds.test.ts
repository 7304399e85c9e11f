import { expect, test } from "vitest";
import { kindLabel, selectsKind } from "./kinds";

test("a selector needs the group and one of the kinds, a star stands for any", () => {
  expect(selectsKind([{ group: "apps", kinds: ["Deployment"] }], "apps", "Deployment")).toBe(true);
  expect(selectsKind([{ group: "apps", kinds: ["Deployment"] }], "", "Deployment")).toBe(false);
  expect(selectsKind([{ group: "*", kinds: ["Deployment"] }], "x", "Deployment")).toBe(true);
  expect(selectsKind([{ group: "apps", kinds: ["*"] }], "apps", "Anything")).toBe(true);
  expect(selectsKind([], "apps", "Anything")).toBe(true);
});

test("a kind is shown with its group where it has one", () => {
  expect([kindLabel({ group: "", kind: "Pod" }), kindLabel({ group: "apps", kind: "Deployment" })]).toEqual([
    "Pod",
    "Deployment (apps)",
  ]);
});
