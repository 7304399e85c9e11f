# Dashes and underscores in options are the same; an option without a value is on.
package edict.templates.mysql_no_skip_grant_tables

import data.edict.lib.flags
import data.edict.lib.software

image := `(^|/)(mysql|mysql-server|mysql/(community|enterprise)-server|mariadb|percona|percona-server)(:|@|$)`

violation contains result if {
	some entry in software.containers(image)
	found := faults(entry)
	some field in {fault.field | some fault in found}
	result := software.merged(entry, field, found)
}

faults(entry) := {fault |
	some denied in input.parameters.denied
	some option in flags.each(entry, split(denied, "=")[0])
	is_denied(option.value, array.slice(split(denied, "="), 1, 2))
	fault := {"field": option.field, "text": sprintf("is started with %s", [denied]), "fix": flags.removed(option)}
} | open_faults(entry)

open_faults(entry) := {{"field": option.field, "text": "listens on every address", "fix": flags.removed(option)}} if {
	option := flags.last(entry, "skip-networking")
	flags.is_off(option.value)
	flags.value(entry, "bind-address") in {"0.0.0.0", "::", "*"}
} else := set()

is_denied(value, []) if not flags.is_off(value)

is_denied(value, [wanted]) if {
	flags.is_on(wanted)
	flags.is_on(value)
}

is_denied(value, [wanted]) if lower(value) == lower(wanted)

# A program's word that follows, and no value.
is_denied(value, [wanted]) if {
	flags.is_on(wanted)
	regex.match(`^\S*mysqld?$`, value)
}
