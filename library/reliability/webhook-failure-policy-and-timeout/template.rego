# What is left out has the API server's default: Fail and 10 seconds in v1, Ignore and 30 seconds in v1beta1. kube-system is
# taken to have no label but the one the API server gives it; a match condition that names it counts as well, and a webhook
# for objects outside namespaces alone does not take it in.
package edict.templates.webhook_failure_policy_and_timeout

import data.edict.lib.integers
import data.edict.lib.selectors

is_old if endswith(input.apiVersion, "/v1beta1")

binding := [{"index": i, "webhook": webhook} |
	some i, webhook in input.webhooks
	is_object(webhook)
	fails(webhook)
]

fails(webhook) if webhook.failurePolicy == "Fail"

fails(webhook) if {
	not is_old
	object.get(webhook, "failurePolicy", null) in {null, ""}
}

timeout(webhook) := number if {
	number := integers.of(webhook.timeoutSeconds)
} else := 30 if {
	is_old
} else := 10

violation contains result if {
	some item in binding
	seconds := timeout(item.webhook)
	seconds > input.parameters.max_timeout
	result := {
		"msg": sprintf("Webhook '%v' may take %v seconds, more than %v", [name(item), seconds, input.parameters.max_timeout]),
		"violating_key": sprintf("webhooks[%d].timeoutSeconds", [item.index]),
		"recommended_value": min([5, input.parameters.max_timeout]),
	}
}

violation contains result if {
	some item in binding
	not spares_kube_system(item)
	result := {
		"msg": sprintf("Webhook '%v' must answer for kube-system too", [name(item)]),
		"violating_key": sprintf("webhooks[%d].namespaceSelector", [item.index]),
	}
}

name(item) := object.get(item.webhook, "name", item.index)

spares_kube_system(item) if selectors.rejects(item.webhook.namespaceSelector, {"kubernetes.io/metadata.name": "kube-system"})

spares_kube_system(item) if {
	some condition in item.webhook.matchConditions
	is_string(condition.expression)
	contains(condition.expression, "kube-system")
}

spares_kube_system(item) if {
	count([rule | some rule in item.webhook.rules]) > 0
	every rule in item.webhook.rules { rule.scope == "Cluster" }
}
