# An empty list of domains allows every host; a domain allows its subdomains too.
package edict.templates.webhook_service_exists

import data.edict.lib.inventory

violation contains result if {
	some i, webhook in input.webhooks
	service := webhook.clientConfig.service
	is_object(service)
	not exists(service)
	result := {
		"msg": sprintf("The Service '%v' in %v, which webhook '%v' asks, does not exist", [
			object.get(service, "name", ""), object.get(service, "namespace", "no namespace"), object.get(webhook, "name", i),
		]),
		"violating_key": sprintf("webhooks[%d].clientConfig.service.name", [i]),
	}
}

violation contains result if {
	some i, webhook in input.webhooks
	url := webhook.clientConfig.url
	not url in {null, ""}
	problem := url_problem(url)
	result := {
		"msg": sprintf("The URL of webhook '%v' %s", [object.get(webhook, "name", i), problem]),
		"violating_key": sprintf("webhooks[%d].clientConfig.url", [i]),
	}
}

exists(service) if {
	some present in inventory.beside({"metadata": service}, "", "Service")
	present.metadata.name == service.name
}

url_problem(url) := "is not HTTPS" if {
	not is_https(url)
} else := "is in no allowed domain" if {
	count(input.parameters.domains) > 0
	not in_domains(url)
}

is_https(url) if {
	is_string(url)
	startswith(lower(url), "https://")
}

in_domains(url) if {
	[_, host] := regex.find_all_string_submatch_n(`^https://(?:[^/?#]*@)?([^/?#:@]+)`, lower(url), 1)[0]
	some domain in input.parameters.domains
	endswith(concat("", [".", host]), concat("", [".", trim_prefix(lower(domain), "*.")]))
}
