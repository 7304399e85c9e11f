package edict.templates.flux_kustomization_prune

violation contains result if {
	is_pruned != input.parameters.prune
	result := {
		"msg": sprintf("Pruning is %v; %v is required", [is_pruned, input.parameters.prune]),
		"violating_key": "spec.prune",
		"recommended_value": input.parameters.prune,
	}
}

default is_pruned := false

is_pruned if input.spec.prune == true
