import type { TemplateTestInput } from "@/lib/contracts/api/template-tests";
import type { TemplateContentInput } from "@/lib/contracts/api/templates";
import type { Json } from "@/lib/contracts/wire/canonical-json";

/** A template about ConfigMaps, with what a test says otherwise. */
export function templateOf(rego: string, other: Partial<TemplateContentInput> = {}): TemplateContentInput {
  return {
    title: "A rule about config maps",
    severity: "high",
    category: "test",
    rego,
    parameters: { type: "object", properties: {} },
    targets: [{ group: "", kinds: ["ConfigMap"] }],
    ...other,
  };
}

/** Breaks for every object without the label that the parameter `label` names; `team-a` mends it. */
export const labelRego = `package test.label

violation contains result if {
	not input.metadata.labels[input.parameters.label]
	result := {
		"msg": sprintf("The label %s is missing", [input.parameters.label]),
		"violating_key": sprintf("metadata.labels.%s", [input.parameters.label]),
		"recommended_value": "team-a",
	}
}
`;

export const labelSchema = { type: "object", properties: { label: { type: "string", default: "owner" } } };

export const labelTemplate = templateOf(labelRego, { title: "Label required", parameters: labelSchema });

/** Tests that the template passes: of an object that breaks it, and of one that does not. */
export const labelTests: Record<"unlabelled" | "labelled", TemplateTestInput> = {
  unlabelled: {
    name: "no label",
    object: configMap("a"),
    expect: {
      result: "violates",
      keys: [{ violatingKey: "metadata.labels.owner", recommended: { value: "team-a" } }],
      messages: ["The label owner is missing"],
    },
  },
  labelled: {
    name: "labelled",
    object: configMap("a", { team: "x" }),
    parameters: { label: "team" },
    expect: { result: "passes" },
  },
};

/** Breaks for every object as long as the cluster holds no Secret; reads the inventory. */
export const inventoryTemplate = templateOf(
  `package test.inventory

violation contains "There is no Secret" if count(secrets) == 0

secrets contains name if data.inventory.namespace[_].v1.Secret[name]
`,
  { title: "Secret required", inventory: [{ group: "", kinds: ["Secret"] }] },
);

/** Never comes to an end within the judge's deadline, and needs no memory while it runs. */
export const endlessTemplate = templateOf(
  `package test.endless

n := {x | some x in numbers.range(1, 5000)}

violation contains "never" if {
	some a in n
	some b in n
	some c in n
	a != b
	b != c
	c == input.metadata.name
}
`,
  { title: "Endless" },
);

export function configMap(
  name: string,
  labels: Record<string, string> = {},
  data: Record<string, string> = {},
): { [key: string]: Json } {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "shop", labels }, data };
}

export function secret(name: string): { [key: string]: Json } {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: "shop" } };
}

/** What an agent says a kind is. */
export const resources = {
  configMap: { group: "", version: "v1", kind: "ConfigMap", resource: "configmaps", namespaced: true },
  secret: { group: "", version: "v1", kind: "Secret", resource: "secrets", namespaced: true },
  namespace: { group: "", version: "v1", kind: "Namespace", resource: "namespaces", namespaced: false },
  networkPolicy: {
    group: "networking.k8s.io",
    version: "v1",
    kind: "NetworkPolicy",
    resource: "networkpolicies",
    namespaced: true,
  },
} as const;
