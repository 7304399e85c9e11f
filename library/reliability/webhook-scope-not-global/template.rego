package edict.templates.webhook_scope_not_global

import data.edict.lib.patterns
import data.edict.lib.selectors

violation contains result if {
	not patterns.matches_any(configuration_name, input.parameters.exempt_names)
	some i, webhook in input.webhooks
	not is_narrowed(webhook)
	not is_exempt(webhook)
	some j, rule in webhook.rules
	"*" in rule.apiGroups
	some resource in rule.resources
	resource in {"*", "*/*"}
	result := {
		"msg": sprintf("Webhook '%v' is asked about every resource", [object.get(webhook, "name", i)]),
		"violating_key": sprintf("webhooks[%d].rules[%d]", [i, j]),
	}
}

configuration_name := object.get(input, ["metadata", "name"], "")

is_narrowed(webhook) if selectors.narrows(webhook.namespaceSelector)

is_narrowed(webhook) if selectors.narrows(webhook.objectSelector)

is_exempt(webhook) if patterns.matches_any(webhook.name, input.parameters.exempt_names)
