package edict.templates.elasticsearch_no_single_node_prod

import data.edict.lib.elastic
import data.edict.lib.patterns
import data.edict.lib.software

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	some entry in elastic.servers
	some setting in elastic.settings(entry, "discovery.type")
	setting.value == "single-node"
	result := object.union(
		software.finding(entry, setting.field, "runs as a single node"),
		recommendation(setting),
	)
}

# An option that stands apart from its -E would leave that behind.
recommendation(setting) := {"recommended_action": "remove"} if {
	setting.prefix in {"", "-Ediscovery.type="}
} else := {}
