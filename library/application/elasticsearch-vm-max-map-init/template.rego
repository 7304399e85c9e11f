package edict.templates.elasticsearch_vm_max_map_init

import data.edict.lib.patterns
import data.edict.lib.software
import data.edict.lib.workloads

violation contains result if {
	count(software.containers(`(^|/)elasticsearch(-wolfi|-ubi[0-9]*)?(:|@|$)`)) > 0
	some entry in workloads.containers
	entry.list == "initContainers"
	privileged := entry.container.securityContext.privileged
	not privileged in {false, null}
	not patterns.matches_any(workloads.name(entry), input.parameters.allowed_names)
	result := object.union(
		software.finding(entry, "securityContext.privileged", "is privileged beside Elasticsearch"),
		{"recommended_value": false},
	)
}
