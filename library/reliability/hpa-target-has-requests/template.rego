# A limit counts as a request, because the API server copies it, and so does a request of the whole pod. Metrics of an average
# amount (AverageValue) or of one container need no request of all.
package edict.templates.hpa_target_has_requests

import data.edict.lib.autoscalers

violation contains result if {
	some metric in autoscalers.resource_metrics(input)
	resource := metric.name
	missing := {name |
		some workload in autoscalers.targets(input)
		pod := workload.spec.template.spec
		is_object(pod)
		not requests(pod, resource)
		some container in lasting(pod)
		not requests(container, resource)
		name := sprintf("'%v'", [container.name])
	}
	count(missing) > 0
	result := {
		"msg": sprintf("The target does not request %s in %s", [resource, concat(", ", sort(missing))]),
		"violating_key": metric.key,
	}
}

lasting(pod) := array.concat(
	[container | some container in pod.containers; is_object(container)],
	[container | some container in pod.initContainers; container.restartPolicy == "Always"],
)

# A pod may have resources as a whole, like a container.
requests(owner, resource) if {
	some list in ["requests", "limits"]
	not object.get(owner, ["resources", list, resource], null) in {null, ""}
}
