package edict.templates.service_externalname_allow_list

violation contains result if {
	input.spec.type == "ExternalName"
	not is_allowed
	result := {
		"msg": sprintf("The external name is %s, which is in no allowed domain", [detected]),
		"violating_key": "spec.externalName",
	}
}

is_allowed if {
	is_string(input.spec.externalName)
	name := lower(trim_suffix(input.spec.externalName, "."))
	some entry in input.parameters.domains
	domain := lower(trim_prefix(trim_prefix(entry, "*"), "."))
	is_in(name, domain)
}

is_in(name, domain) if name == domain

is_in(name, domain) if endswith(name, sprintf(".%s", [domain]))

detected := sprintf("'%s'", [input.spec.externalName]) if {
	is_string(input.spec.externalName)
} else := "left out"
