# A pod without the field has the policy ClusterFirst. None has to be among the allowed policies, and its name servers
# within the allowed addresses; where no addresses are allowed, none are within.
package edict.templates.dns_policy_allowed

import data.edict.lib.selectors
import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	is_object(workloads.pod_spec)
	not policy in input.parameters.allowed
	result := {
		"msg": sprintf("The pod has the DNS policy %v, which is not allowed", [policy]),
		"violating_key": workloads.pod_key("dnsPolicy"),
	}
}

violation contains result if {
	uses_own_servers
	is_array(workloads.pod_spec.dnsConfig.nameservers)
	some index, server in workloads.pod_spec.dnsConfig.nameservers
	not is_allowed(server)
	result := {
		"msg": sprintf("The pod asks the name server %v, which is not allowed", [server]),
		"violating_key": workloads.pod_key(sprintf("dnsConfig.nameservers[%d]", [index])),
	}
}

violation contains result if {
	uses_own_servers
	not names_servers
	result := {
		"msg": "The pod has the DNS policy None, but names no name server",
		"violating_key": workloads.pod_key("dnsConfig.nameservers"),
	}
}

uses_own_servers if {
	policy == "None"
	policy in input.parameters.allowed
}

names_servers if some _ in workloads.pod_spec.dnsConfig.nameservers

is_allowed(server) if {
	is_string(server)
	selectors.within_any(server, input.parameters.nameserver_cidrs)
}

default policy := "ClusterFirst"

policy := value if {
	value := workloads.pod_spec.dnsPolicy
	not value in {"", null}
}

recommendation := {"recommended_value": "ClusterFirst"} if {
	"ClusterFirst" in input.parameters.allowed
} else := {"recommended_value": input.parameters.allowed[0]} if {
	count(input.parameters.allowed) > 0
	input.parameters.allowed[0] != "None"
} else := {}
