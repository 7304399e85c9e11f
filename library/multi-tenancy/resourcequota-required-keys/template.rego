# cpu and memory are other names for requests.cpu and requests.memory.
package edict.templates.resourcequota_required_keys

violation contains result if {
	missing := [key | some key in input.parameters.keys; not is_limited(key)]
	count(missing) > 0
	result := {
		"msg": sprintf("The quota does not limit %s", [concat(", ", missing)]),
		"violating_key": "spec.hard",
	}
}

is_limited(key) if {
	some name in object.get(names, key, [key])
	input.spec.hard[name] != null
}

names := {
	"requests.cpu": ["requests.cpu", "cpu"],
	"requests.memory": ["requests.memory", "memory"],
	"cpu": ["requests.cpu", "cpu"],
	"memory": ["requests.memory", "memory"],
}
