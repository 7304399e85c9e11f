package edict.templates.argocd_auto_sync_self_heal

automated := object.get(input, ["spec", "syncPolicy", "automated"], {})

violation contains result if {
	not automated.selfHeal == true
	result := finding("Changes made by hand are not undone", "selfHeal", true)
}

violation contains result if {
	is_pruned != input.parameters.prune
	result := finding(sprintf("Pruning is %v", [is_pruned]), "prune", input.parameters.prune)
}

violation contains result if {
	automated.enabled == false
	result := finding("Automatic sync is switched off", "enabled", true)
}

default is_pruned := false

is_pruned if automated.prune == true

finding(message, field, value) := {
	"msg": message,
	"violating_key": concat(".", ["spec.syncPolicy.automated", field]),
	"recommended_value": value,
}
