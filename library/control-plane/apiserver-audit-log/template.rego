package edict.templates.apiserver_audit_log

import data.edict.lib.control_plane
import data.edict.lib.flags
import data.edict.lib.software

least := {
	"--audit-log-maxage": input.parameters.maxage,
	"--audit-log-maxbackup": input.parameters.maxbackup,
	"--audit-log-maxsize": input.parameters.maxsize,
}

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	files := [name | some name in ["--audit-log-path", "--audit-policy-file"]; not is_set(entry, name)]
	numbers := [sprintf("%s=%d", [name, number]) | some name, number in least; not flags.is_given(entry, name)]
	missing := array.concat(files, numbers)
	count(missing) > 0
	finding := control_plane.missing(entry, missing)
	result := object.remove(finding, [field | some field in ["recommended_value"]; is_more_to_do(entry, files)])
}

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	found := faults(entry)
	some field in {fault.field | some fault in found}
	result := software.merged(entry, field, found)
}

faults(entry) := {fault |
	some name, number in least
	option := flags.last(entry, name)
	not is_enough(option, number)
	fault := {
		"field": option.field,
		"text": sprintf("is started with %s=%s; %d is the least", [name, option.value, number]),
		"fix": flags.replaced(option, sprintf("%s=%d", [name, number])),
	}
}

# Paths that nobody can know, or another option that has to change in the same list.
is_more_to_do(_, files) if count(files) > 0

is_more_to_do(entry, _) if {
	some name, number in least
	option := flags.last(entry, name)
	not is_enough(option, number)
}

is_set(entry, name) if flags.value(entry, name) != ""

is_enough(option, number) if {
	regex.match(`^[0-9]{1,9}$`, option.value)
	to_number(regex.replace(option.value, `^0+([0-9])`, "$1")) >= number
}
