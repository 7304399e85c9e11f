package edict.templates.role_impersonate

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.allowed_roles)
	some index, rule in input.rules
	verbs := rbac.verbs(rule, {"impersonate"})
	count(verbs) > 0
	granted := rbac.resources(rule, identities) | extras(rule)
	count(granted) > 0
	result := {
		"msg": sprintf("Grants %s on %s", [concat(", ", sort(verbs)), concat(", ", sort(granted))]),
		"violating_key": sprintf("rules[%d].verbs", [index]),
	}
}

identities := {group: {"users", "groups", "serviceaccounts", "userextras", "uids"} |
	some group in ["", "authentication.k8s.io"]
}

# Each extra field of a user is a resource of its own, such as userextras/scopes.
extras(rule) := {granted |
	some group, _ in identities
	rbac.is_about(rule, group)
	some granted in rule.resources
	is_string(granted)
	startswith(granted, "userextras/")
}
