package edict.templates.probe_type_allow_list

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some item in probes.all
	refused := [handler |
		some handler in probes.handlers
		is_object(item.probe[handler])
		not handler in input.parameters.allowed
	]
	count(refused) > 0
	result := {
		"msg": sprintf("%s uses %s in its %s", [workloads.describe(item.entry), concat(", ", sort(refused)), item.name]),
		"violating_key": workloads.key(item.entry, item.name),
	}
}
