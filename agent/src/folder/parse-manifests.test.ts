import { describe, expect, it } from "vitest";
import { text, type JsonObject } from "../json";
import { deriveUid } from "./folder-object";
import { KindTable, pluralOf } from "./kind-table";
import { guessKinds, parseManifests } from "./parse-manifests";

const names = (content: string, file = "a.yaml") =>
  parseManifests(content, file).map(
    (object) => `${text(object, "apiVersion") ?? ""} ${text(object, "kind") ?? ""}`,
  );

describe("manifests in files", () => {
  it("are all documents, with lists taken apart", () => {
    const content = [
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}",
      "# nothing here",
      "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: apps/v1, kind: Deployment, metadata: {name: b}}",
      "apiVersion: v1\nkind: PodList\nitems:\n- {metadata: {name: c}}",
    ].join("\n---\n");
    expect(names(content)).toEqual(["v1 ConfigMap", "apps/v1 Deployment", "v1 Pod"]);
  });

  it("are read as kubectl reads them", () => {
    const [object] = parseManifests(
      "apiVersion: v1\nkind: X\nmetadata: {name: a}\nspec: {mode: 0644, on: yes, at: 2024-01-02, port: 22:22}",
      "a.yml",
    );
    expect(object?.spec).toEqual({ mode: 420, true: true, at: "2024-01-02", port: "22:22" });
  });

  it("leave out what is no object of a cluster", () => {
    expect(names("replicas: 2\nimage: x")).toEqual([]);
    expect(
      names("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: k}"),
    ).toEqual([]);
    expect(names("")).toEqual([]);
    expect(names("", "a.json")).toEqual([]);
    expect(names('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"}}', "a.json")).toEqual(["v1 Pod"]);
  });

  it("are refused when any part cannot be parsed, and bombs with them", () => {
    expect(() => names("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\n{{ template }}: [")).toThrow();
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [one, two] of ["a b", "b c", "c d", "d e", "e f", "f g"].map((pair) => pair.split(" "))) {
      bomb.push(
        `${two ?? ""}: &${two ?? ""} [${Array(9)
          .fill(`*${one ?? ""}`)
          .join(",")}]`,
      );
    }
    expect(() => names(bomb.join("\n"))).toThrow();
  });

  it("show their kinds even when broken", () => {
    expect(guessKinds('kind: Pod\nx: [\n---\n  - kind: "Secret"\n{"kind": "Node"')).toEqual([
      "Pod",
      "Secret",
      "Node",
    ]);
  });
});

describe("kinds", () => {
  it("have the plural and scope of the cluster, of a definition, or of the rule of thumb", () => {
    const table = new KindTable();
    const object = (apiVersion: string, kind: string, namespace?: string): JsonObject => ({
      apiVersion,
      kind,
      metadata: { name: "n", ...(namespace === undefined ? {} : { namespace }) },
    });
    expect(table.resourceOf(object("v1", "Node"))).toMatchObject({ resource: "nodes", namespaced: false });
    expect(table.resourceOf(object("example.com/v1", "Gateway"))).toMatchObject({
      resource: "gateways",
      namespaced: false,
    });
    expect(table.resourceOf(object("example.com/v1", "Gateway", "x"))).toMatchObject({ namespaced: true });
    table.learn({
      spec: { group: "example.com", scope: "Cluster", names: { kind: "Gateway", plural: "gatewayz" } },
    });
    expect(table.resourceOf(object("example.com/v1", "Gateway"))).toMatchObject({
      resource: "gatewayz",
      namespaced: false,
    });
    expect(table.resourceOf(object("v1", "x".repeat(300)))).toBeUndefined();
    expect(["Policy", "Ingress", "Gateway", "Proxy"].map(pluralOf)).toEqual([
      "policies",
      "ingresses",
      "gateways",
      "proxies",
    ]);
  });
});

it("derives one UUID from the same names, and another from others", () => {
  const uid = deriveUid(["apps", "Deployment", "default", "web"]);
  expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(deriveUid(["apps", "Deployment", "default", "web"])).toBe(uid);
  expect(deriveUid(["apps", "Deployment", "default", "we", "b"])).not.toBe(uid);
});
