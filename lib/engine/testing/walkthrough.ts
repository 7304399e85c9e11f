import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const FOLDER = join(import.meta.dirname, "../../../e2e/walkthrough");

/** The template of the product's walkthrough, unchanged. */
export const walkthroughRego = readFileSync(join(FOLDER, "template.rego"), "utf8");

/** JSON text of one of its two NetworkPolicies. */
export function walkthroughEntity(name: "kube-dns" | "another-dns"): string {
  return JSON.stringify(parse(readFileSync(join(FOLDER, `allow-dns-traffic-to-${name}.yaml`), "utf8")));
}
