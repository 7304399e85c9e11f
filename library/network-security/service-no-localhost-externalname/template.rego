# 127.0.0.1 (any loopback address) and names under .localhost are always wrong; `denied` adds names, with what is
# under them.
package edict.templates.service_no_localhost_externalname

import data.edict.lib.selectors

violation contains result if {
	input.spec.type == "ExternalName"
	is_string(input.spec.externalName)
	name := lower(trim_suffix(input.spec.externalName, "."))
	is_denied(name)
	result := {
		"msg": sprintf("The external name %s leads back to the machine that asks", [input.spec.externalName]),
		"violating_key": "spec.externalName",
	}
}

is_denied(name) if {
	some denied in input.parameters.denied
	name == lower(denied)
}

is_denied(name) if {
	some denied in array.concat(["localhost"], input.parameters.denied)
	endswith(name, sprintf(".%s", [lower(denied)]))
}

is_denied(name) if selectors.within(name, "127.0.0.0/8")

is_denied("::1")
