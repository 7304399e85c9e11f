# The role of Prometheus is one whose name contains prometheus, but for those of its companions, such as prometheus-adapter
# and kube-prometheus-stack-operator. A user that is the service account's login counts as it.
package edict.templates.prometheus_clusterrolebinding_subjects

import data.edict.lib.subjects

violation contains object.union(result, recommendation(subject)) if {
	is_of_prometheus
	some subject in subjects.all
	not endswith(subject.account, sprintf(":%s", [input.parameters.subject]))
	result := {
		"msg": sprintf("%v '%s' has the rights of Prometheus", [subject.kind, subject.name]),
		"violating_key": sprintf("subjects[%d].name", [subject.index]),
	}
}

is_of_prometheus if {
	is_string(input.roleRef.name)
	parts := split(lower(input.roleRef.name), "prometheus")
	count(parts) > 1
	not regex.match(
		`(operator|adapter|exporter|state-metrics|pushgateway|alertmanager|admission|grafana)`,
		parts[count(parts) - 1],
	)
}

recommendation(subject) := {"recommended_value": input.parameters.subject} if {
	subject.kind == "ServiceAccount"
} else := {}
