# Whether the namespace of restricted data denies traffic by default is for namespace-has-default-deny-ingress and -egress.
package edict.templates.data_classification_label

import data.edict.lib.labels

label := "data-classification"

violation contains result if {
	not is_classified
	result := {
		"msg": sprintf("%s; one of %s is required", [labels.describe("labels", label), concat(", ", input.parameters.allowed)]),
		"violating_key": labels.key("labels", label),
		"recommended_value": recommended,
	}
}

is_classified if input.metadata.labels[label] in input.parameters.allowed

recommended := "internal" if {
	"internal" in input.parameters.allowed
} else := input.parameters.allowed[0]
